"""What clients see. The domain's enums have their words before any type can name one."""

from app.schema import enums as enums

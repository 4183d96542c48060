"""Where recorded answers of Stripe are, if they are on this machine: the folder that REFUNDRY_RECORDINGS names."""

import os
from pathlib import Path

FOLDER = Path(os.environ["REFUNDRY_RECORDINGS"]) if os.environ.get("REFUNDRY_RECORDINGS") else None

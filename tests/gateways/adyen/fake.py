"""The Adyen with books that stands beside the adapter."""

from app.gateways.adyen.simulator import Fake as Fake
from app.gateways.adyen.simulator import Modification as Modification
from app.gateways.adyen.simulator import fake as fake
from app.gateways.adyen.simulator import refusal as refusal

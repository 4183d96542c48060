"""Items of Adyen's webhooks, as the simulator beside the adapter makes them."""

from app.gateways.adyen.items import Item as Item
from app.gateways.adyen.items import batch as batch
from app.gateways.adyen.items import item as item
from app.gateways.adyen.items import signature as signature
from app.gateways.adyen.items import signed as signed

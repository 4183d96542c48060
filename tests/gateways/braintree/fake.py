"""The Braintree with books that stands beside the adapter."""

from app.gateways.braintree.simulator import WITHOUT_EFFECT as WITHOUT_EFFECT
from app.gateways.braintree.simulator import Fake as Fake
from app.gateways.braintree.simulator import Keys as Keys
from app.gateways.braintree.simulator import Object as Object
from app.gateways.braintree.simulator import fake as fake
from app.gateways.braintree.simulator import refusal as refusal
from app.gateways.braintree.simulator import schema as schema

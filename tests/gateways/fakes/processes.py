"""Both simulators of Stripe that stand beside the adapter, under the names by which the fixtures know them."""

from app.gateways.stripe.simulators import has_localstripe as has_localstripe
from app.gateways.stripe.simulators import localstripe as localstripe
from app.gateways.stripe.simulators import stateful_mock as stateful_mock

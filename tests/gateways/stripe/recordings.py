"""The folder of recorded answers of Stripe, if it lies beside the project."""

from tests.gateways.beside import beside

FOLDER = beside("recordings")

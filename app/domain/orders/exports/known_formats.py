"""The formats of exports that can be read."""

from collections.abc import Mapping

from app.domain.orders.exports.formats import Format
from app.domain.orders.exports.magento import MAGENTO
from app.domain.orders.exports.pretix import PRETIX
from app.domain.orders.exports.refundry import REFUNDRY
from app.domain.orders.exports.shopify import SHOPIFY
from app.domain.orders.exports.stripe import STRIPE
from app.domain.orders.exports.woocommerce import WOOCOMMERCE

FORMATS: Mapping[str, Format] = {each.name: each for each in (SHOPIFY, WOOCOMMERCE, MAGENTO, PRETIX, STRIPE, REFUNDRY)}

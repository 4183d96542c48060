"""The demo's orders with their customers and line items, and its refund reasons."""

from app.domain.orders.recording import CustomerTold, LineItemTold, OrderTold
from app.domain.people.people import Actor
from app.flows.orders.record_order import record_orders
from app.flows.people.reasons import ReasonAsk, create_reason, reasons_of
from app.flows.service import Service

ALEX, SAM, KIM, NOOR = "alex@example.com", "sam@example.com", "kim@example.com", "noor@example.com"

ALEX_ROE = CustomerTold(ALEX, "Alex", "Roe")
SAM_LEE = CustomerTold(SAM, "Sam", "Lee", "Lee & Daughters")
KIM_SATO = CustomerTold(KIM, "Kim", "Sato")
NOOR_HADDAD = CustomerTold(NOOR, "Noor", "Haddad")

REASONS = (
    ReasonAsk("DAMAGED", "Arrived damaged"),
    ReasonAsk("NOT_AS_DESCRIBED", "Not as described"),
    ReasonAsk("CHANGED_MIND", "Changed their mind"),
    ReasonAsk("NEVER_ARRIVED", "Never arrived"),
    ReasonAsk("GOODWILL", "Goodwill"),
)

ORDERS = (
    OrderTold("order-1006", "USD", customer=ALEX_ROE, line_items=(LineItemTold("tent", "Tent", 1, "220.00"),)),
    OrderTold(
        "order-1018",
        "USD",
        customer=ALEX_ROE,
        line_items=(LineItemTold("lamp", "Desk lamp", 1, "79.99"), LineItemTold("bulb", "Light bulb", 2, "10.00")),
    ),
    OrderTold("order-1019", "JPY", customer=KIM_SATO, line_items=(LineItemTold("cooker", "Rice cooker", 1, "18000"),)),
    OrderTold(
        "order-1021", "KWD", customer=NOOR_HADDAD, line_items=(LineItemTold("dates", "Box of dates", 2, "15.250"),)
    ),
    OrderTold(
        "order-1022",
        "USD",
        customer=SAM_LEE,
        line_items=(LineItemTold("chair", "Armchair", 1, "200.00"), LineItemTold("cushion", "Cushion", 2, "25.00")),
    ),
    OrderTold(
        "order-1023",
        "USD",
        customer=ALEX_ROE,
        line_items=(LineItemTold("pot", "Tea pot", 1, "34.90"), LineItemTold("cup", "Tea cup", 3, "10.00")),
    ),
    OrderTold(
        "order-1031",
        "USD",
        customer=ALEX_ROE,
        line_items=(
            LineItemTold("shoes", "Running shoes", 2, "45.00", "9.00"),
            LineItemTold("socks", "Socks", 4, "3.00", "0.60"),
        ),
    ),
    OrderTold(
        "order-1038",
        "USD",
        customer=ALEX_ROE,
        line_items=(
            LineItemTold("kettle", "Kettle", 1, "39.00", "7.80"),
            LineItemTold("tea", "Tin of tea", 3, "8.00", "0.70"),
            LineItemTold("strainer", "Strainer", 1, "10.00", "2.00"),
        ),
    ),
)
"""The orders that have line items and a customer, and not only payments."""


async def add_reasons(service: Service, actor: Actor) -> None:
    """Creates the reasons that are missing."""
    there = {reason.code for reason in await reasons_of(service, actor)}
    for reason in REASONS:
        if reason.code not in there:
            await create_reason(service, actor, reason)


async def add_products(service: Service, actor: Actor) -> None:
    """Records customers and line items where they are missing. What people changed stays."""
    await record_orders(service, actor, ORDERS)

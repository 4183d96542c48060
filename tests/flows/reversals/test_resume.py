"""How the queue goes on with what waits, judged by what the gateway was sent, and not by our own rows."""

from app.domain.reversals.schedule import MOST_SENT_ANEW
from tests.flows.desk import DISMISS, RETRY_NOW, outcomes, press, refunded, resolve
from tests.support.merchant_client import Shop
from tests.support.promises import verified_of


async def sendings(shop: Shop, sale: str) -> list[tuple[str, bool]]:
    """Every sending of a refund of the sale, by its key, and whether money moved."""
    return [(line["key"], line["effect"]) for line in await shop.journal(sale) if line["kind"] == "refund"]


async def test_what_was_taken_is_not_sent_again_because_it_cannot_be_found(shop: Shop) -> None:
    """The gateway says that it takes it, and denies that for two days: people look, and the money moves once."""
    made = await refunded(shop, "3005.02")
    await shop.advance("PT1H")
    await press(shop, RETRY_NOW, made.refund)
    refund = await shop.node(made.refund)
    assert (refund["status"], outcomes(refund), refund["needsAttention"]) == ("AUTHORIZING", ["PENDING"], True)
    (error,) = (await resolve(shop, made.refund, "NOT_DONE")).body["errors"]
    assert error["extensions"]["condition"] == "OUTCOME_UNDECIDED"
    await press(shop, DISMISS, made.refund, "They look into it")
    await shop.advance("P1D")
    assert not (await shop.node(made.refund))["needsAttention"], "somebody has seen it"
    await shop.advance("P2D")
    refund = await shop.node(made.refund)
    assert (refund["status"], outcomes(refund)) == ("SETTLED", ["PENDING"])
    ((_, moved),) = await sendings(shop, made.sale)
    assert moved
    await verified_of(shop)


async def test_what_is_lost_every_time_is_sent_again_some_times_and_then_once_a_day(shop: Shop) -> None:
    """Each sending is followed by a question that proves that it was lost; in the end it was not done, and is free."""
    made = await refunded(shop, "3002.03")
    await shop.advance("PT23H")
    refund = await shop.node(made.refund)
    assert (refund["status"], outcomes(refund), refund["retry"]["attemptsLeft"]) == (
        "AUTHORIZING",
        ["UNKNOWN"] * (1 + MOST_SENT_ANEW),
        3,
    )
    await press(shop, RETRY_NOW, made.refund)
    assert len(await sendings(shop, made.sale)) == 2 + MOST_SENT_ANEW, "a person may have it tried"
    await shop.advance("P2DT1H1M")
    refund = await shop.node(made.refund)
    assert (refund["status"], len(await sendings(shop, made.sale))) == ("AUTHORIZING", 5 + MOST_SENT_ANEW)
    await shop.advance("PT1H")
    refund = await shop.node(made.refund)
    assert (refund["status"], refund["needsAttention"], refund["retry"]["state"]) == ("FAILED", True, "EXHAUSTED")
    assert (await shop.node(made.sale))["refundableAmount"]["value"] == "4000.00"
    told = await sendings(shop, made.sale)
    assert (len(told), len({key for key, _ in told}), any(moved for _, moved in told)) == (8, 1, False)
    await verified_of(shop)

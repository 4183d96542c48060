"""A shop whose refunds above 100.00 wait for a second person, and the people in it."""

from dataclasses import dataclass
from typing import Any

from app.domain.people.people import Right
from tests.flows.desk import UPDATE_SETTINGS
from tests.support.merchant_client import REFUND, Answer, Shop

APPROVE = "mutation ($input: ApprovalInput!) { approveRefund(input: $input) { refund { ...R } } }" + REFUND
REJECT = "mutation ($input: ApprovalInput!) { rejectRefund(input: $input) { refund { ...R } } }" + REFUND
APPROVALS = (
    "query ($first: Int, $after: String) { approvals(first: $first, after: $after) { edges { cursor node { id } } } }"
)
APPROVAL = """query ($id: ID!) { node(id: $id) { ... on Refund {
  status note reason { code label active }
  approval { state requestedBy decidedBy decidedAt note }
} } }"""


@dataclass(frozen=True, slots=True)
class Desk:
    """`asker` may refund and void; `approver` may approve, and refund as well; `shop` is the key with every right."""

    shop: Shop
    asker: Shop
    approver: Shop

    async def settled(self, amount: str = "1000.00") -> str:
        return await self.shop.settled(amount)

    async def waiting(self, amount: str = "150.00", sale: str | None = None, **refund: Any) -> str:
        """The id of a refund that the asker asked for, and that waits."""
        asked = await self.asker.refund(sale or await self.settled(), amount, **refund)
        assert asked.object["status"] == "AUTHORIZING"
        assert (await self.approval(asked.object["id"]))["state"] == "WAITING"
        return str(asked.object["id"])

    async def approve(self, refund_id: str, note: str | None = None) -> Answer:
        return await self.approver.ask(APPROVE, refundId=refund_id, note=note)

    async def reject(self, refund_id: str, note: str | None = None) -> Answer:
        return await self.approver.ask(REJECT, refundId=refund_id, note=note)

    async def told(self, refund_id: str) -> dict[str, Any]:
        """The refund with its approval and its reason."""
        found = (await self.shop.post(APPROVAL, {"id": refund_id})).body
        assert "errors" not in found, found
        return dict(found["data"]["node"])

    async def approval(self, refund_id: str) -> dict[str, Any]:
        found = (await self.told(refund_id))["approval"]
        assert found is not None
        return dict(found)

    async def listed(self) -> list[str]:
        """The ids of what waits, the newest first."""
        page = (await self.shop.post(APPROVALS)).body["data"]["approvals"]
        return [edge["node"]["id"] for edge in page["edges"]]


async def open_desk(shop: Shop, *limits: tuple[str, str]) -> Desk:
    """Limits of 100.00 in USD unless other ones are given."""
    given = [{"currencyCode": currency, "amount": amount} for currency, amount in limits or [("USD", "100.00")]]
    answer = await shop.ask(UPDATE_SETTINGS, approvalLimits=given)
    assert "errors" not in answer.body, answer.body
    asker = await shop.person(Right.VIEW, Right.REFUND, Right.VOID)
    approver = await shop.person(Right.VIEW, Right.REFUND, Right.APPROVE)
    return Desk(shop, asker, approver)

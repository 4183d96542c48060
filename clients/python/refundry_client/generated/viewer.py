from typing import Optional

from .base_model import BaseModel
from .enums import MerchantAccountStatus
from .fragments import Person


class Viewer(BaseModel):
    """All queries."""

    viewer: Optional["ViewerViewer"]
    "The person or program that sends the request, its merchant and its rights."


class ViewerViewer(BaseModel):
    """The person or program that sends the request."""

    user: Optional["ViewerViewerUser"]
    "The person who sends the request; null for a program with an API key."
    merchant: Optional["ViewerViewerMerchant"]
    "The merchant of the person or program."
    rights: Optional[list["ViewerViewerRights"]]
    "The rights of the person or program."


ViewerViewerUser = Person


class ViewerViewerMerchant(BaseModel):
    """The business that receives the payments."""

    id: str
    "Its id."
    company_name: Optional[str]
    "Its name."
    merchant_accounts: Optional["ViewerViewerMerchantMerchantAccounts"]
    "The accounts of its payments."


class ViewerViewerMerchantMerchantAccounts(BaseModel):
    """A page of merchant accounts."""

    edges: Optional[list[Optional["ViewerViewerMerchantMerchantAccountsEdges"]]]
    "The page's accounts, by their ids."


class ViewerViewerMerchantMerchantAccountsEdges(BaseModel):
    """A merchant account in a list."""

    node: Optional["ViewerViewerMerchantMerchantAccountsEdgesNode"]
    "The merchant account."


class ViewerViewerMerchantMerchantAccountsEdgesNode(BaseModel):
    """An account of the merchant for payments in one currency."""

    id: str
    "Its id."
    currency_code: Optional[str]
    "The currency of its payments."
    status: Optional[MerchantAccountStatus]
    "Whether it can be used."
    is_default: Optional[bool]
    "Whether it is used where no account is named."


class ViewerViewerRights(BaseModel):
    """A right of a person or an API key."""

    name: Optional[str]
    "The name: VIEW, REFUND, VOID and so on."


Viewer.model_rebuild()
ViewerViewer.model_rebuild()
ViewerViewerMerchant.model_rebuild()
ViewerViewerMerchantMerchantAccounts.model_rebuild()
ViewerViewerMerchantMerchantAccountsEdges.model_rebuild()

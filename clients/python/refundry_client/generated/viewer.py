from typing import Optional

from .base_model import BaseModel
from .enums import MerchantAccountStatus
from .fragments import Person


class Viewer(BaseModel):
    """What can be asked."""

    viewer: Optional["ViewerViewer"]
    "Who asks, for which merchant, and with which rights."


class ViewerViewer(BaseModel):
    """Who asks."""

    user: Optional["ViewerViewerUser"]
    "The person who asks; null for a program that uses an API key."
    merchant: Optional["ViewerViewerMerchant"]
    "The merchant on whose behalf."
    rights: Optional[list["ViewerViewerRights"]]
    "What may be asked for."


ViewerViewerUser = Person


class ViewerViewerMerchant(BaseModel):
    """The business whose payments these are."""

    id: str
    "Its id."
    company_name: Optional[str]
    "What it is called."
    merchant_accounts: Optional["ViewerViewerMerchantMerchantAccounts"]
    "The accounts that its payments go through."


class ViewerViewerMerchantMerchantAccounts(BaseModel):
    """A page of merchant accounts."""

    edges: Optional[list[Optional["ViewerViewerMerchantMerchantAccountsEdges"]]]
    "The page's accounts, by their ids."


class ViewerViewerMerchantMerchantAccountsEdges(BaseModel):
    """A merchant account in a list."""

    node: Optional["ViewerViewerMerchantMerchantAccountsEdgesNode"]
    "The merchant account."


class ViewerViewerMerchantMerchantAccountsEdgesNode(BaseModel):
    """An account of the merchant's that payments in one currency go through."""

    id: str
    "Its id."
    currency_code: Optional[str]
    "The currency of its payments."
    status: Optional[MerchantAccountStatus]
    "Whether it can be used."
    is_default: Optional[bool]
    "Whether it is used where no other is asked for."


class ViewerViewerRights(BaseModel):
    """One thing that somebody may do."""

    name: Optional[str]
    "Which thing: VIEW, REFUND, VOID and so on."


Viewer.model_rebuild()
ViewerViewer.model_rebuild()
ViewerViewerMerchant.model_rebuild()
ViewerViewerMerchantMerchantAccounts.model_rebuild()
ViewerViewerMerchantMerchantAccountsEdges.model_rebuild()

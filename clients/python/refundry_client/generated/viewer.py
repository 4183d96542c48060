from typing import Optional

from .base_model import BaseModel
from .enums import MerchantAccountStatus
from .fragments import Person


class Viewer(BaseModel):
    viewer: Optional["ViewerViewer"]


class ViewerViewer(BaseModel):
    user: Optional["ViewerViewerUser"]
    merchant: Optional["ViewerViewerMerchant"]
    rights: Optional[list["ViewerViewerRights"]]


ViewerViewerUser = Person


class ViewerViewerMerchant(BaseModel):
    id: str
    company_name: Optional[str]
    merchant_accounts: Optional["ViewerViewerMerchantMerchantAccounts"]


class ViewerViewerMerchantMerchantAccounts(BaseModel):
    edges: Optional[list[Optional["ViewerViewerMerchantMerchantAccountsEdges"]]]


class ViewerViewerMerchantMerchantAccountsEdges(BaseModel):
    node: Optional["ViewerViewerMerchantMerchantAccountsEdgesNode"]


class ViewerViewerMerchantMerchantAccountsEdgesNode(BaseModel):
    id: str
    currency_code: Optional[str]
    status: Optional[MerchantAccountStatus]
    is_default: Optional[bool]


class ViewerViewerRights(BaseModel):
    name: Optional[str]


Viewer.model_rebuild()
ViewerViewer.model_rebuild()
ViewerViewerMerchant.model_rebuild()
ViewerViewerMerchantMerchantAccounts.model_rebuild()
ViewerViewerMerchantMerchantAccountsEdges.model_rebuild()

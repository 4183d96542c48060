from .base_model import BaseModel
from .fragments import Settings


class MerchantSettings(BaseModel):
    """All queries."""

    merchant_settings: "MerchantSettingsMerchantSettings"
    "The merchant's settings."


MerchantSettingsMerchantSettings = Settings
MerchantSettings.model_rebuild()

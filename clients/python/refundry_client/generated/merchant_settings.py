from .base_model import BaseModel
from .fragments import Settings


class MerchantSettings(BaseModel):
    """What can be asked."""

    merchant_settings: "MerchantSettingsMerchantSettings"
    "What holds for the merchant."


MerchantSettingsMerchantSettings = Settings
MerchantSettings.model_rebuild()

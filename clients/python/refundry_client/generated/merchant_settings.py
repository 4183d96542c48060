from .base_model import BaseModel
from .fragments import Settings


class MerchantSettings(BaseModel):
    merchant_settings: "MerchantSettingsMerchantSettings"


MerchantSettingsMerchantSettings = Settings
MerchantSettings.model_rebuild()

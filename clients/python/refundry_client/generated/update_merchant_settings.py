from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, Settings


class UpdateMerchantSettings(BaseModel):
    update_merchant_settings: Optional["UpdateMerchantSettingsUpdateMerchantSettings"]


class UpdateMerchantSettingsUpdateMerchantSettings(BaseModel):
    client_mutation_id: Optional[str]
    settings: Optional["UpdateMerchantSettingsUpdateMerchantSettingsSettings"]
    validation_errors: Optional[
        list["UpdateMerchantSettingsUpdateMerchantSettingsValidationErrors"]
    ]


UpdateMerchantSettingsUpdateMerchantSettingsSettings = Settings
UpdateMerchantSettingsUpdateMerchantSettingsValidationErrors = Problem
UpdateMerchantSettings.model_rebuild()
UpdateMerchantSettingsUpdateMerchantSettings.model_rebuild()

from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, Settings


class UpdateMerchantSettings(BaseModel):
    """What can be done. Fields of one document are done one after another."""

    update_merchant_settings: Optional["UpdateMerchantSettingsUpdateMerchantSettings"]
    "Sets what holds for the merchant."


class UpdateMerchantSettingsUpdateMerchantSettings(BaseModel):
    """What `updateMerchantSettings` answers."""

    client_mutation_id: Optional[str]
    "The text that came with the input."
    settings: Optional["UpdateMerchantSettingsUpdateMerchantSettingsSettings"]
    "What holds from now on."
    validation_errors: Optional[
        list["UpdateMerchantSettingsUpdateMerchantSettingsValidationErrors"]
    ]
    "What you can mend; null if all went well. Select it to get problems here, and not as errors beside the data."


UpdateMerchantSettingsUpdateMerchantSettingsSettings = Settings
UpdateMerchantSettingsUpdateMerchantSettingsValidationErrors = Problem
UpdateMerchantSettings.model_rebuild()
UpdateMerchantSettingsUpdateMerchantSettings.model_rebuild()

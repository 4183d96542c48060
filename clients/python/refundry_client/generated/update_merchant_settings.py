from typing import Optional

from .base_model import BaseModel
from .fragments import Problem, Settings


class UpdateMerchantSettings(BaseModel):
    """All mutations. The fields of one document run one after another."""

    update_merchant_settings: Optional["UpdateMerchantSettingsUpdateMerchantSettings"]
    "Changes the merchant's settings."


class UpdateMerchantSettingsUpdateMerchantSettings(BaseModel):
    """The answer of `updateMerchantSettings`."""

    client_mutation_id: Optional[str]
    "The `clientMutationId` of the input."
    settings: Optional["UpdateMerchantSettingsUpdateMerchantSettingsSettings"]
    "The settings as they are now."
    validation_errors: Optional[
        list["UpdateMerchantSettingsUpdateMerchantSettingsValidationErrors"]
    ]
    "The problems that the client can correct; null if there are none. Select this field to get them here, and not as top-level errors."


UpdateMerchantSettingsUpdateMerchantSettingsSettings = Settings
UpdateMerchantSettingsUpdateMerchantSettingsValidationErrors = Problem
UpdateMerchantSettings.model_rebuild()
UpdateMerchantSettingsUpdateMerchantSettings.model_rebuild()

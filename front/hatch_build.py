"""Has what the browser gets built into the wheel."""

import os
import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DeskHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Builds it anew for a wheel; an editable installation has it built by make.

        Where that fails there is a wheel all the same, whose page says so; REFUNDRY_DESK_REQUIRED stops it instead.
        """
        if version != "standard":
            return
        building = runpy.run_path(str(Path(__file__).with_name("build.py")))
        try:
            building["build"]()
        except building["NotBuilt"] as error:
            if os.environ.get("REFUNDRY_DESK_REQUIRED"):
                raise
            self.app.display_warning(building["ADVICE"].format(reason=error))

"""Puts each policy beside itself as JSON into the wheel: a start reads that in a fraction of the time."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc, type-arg]  # hatchling is not typed for us
    """Called by hatchling for the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the files; an editable install reads the policies of the checkout itself."""
        if version == "editable":
            return
        sys.path.insert(0, str(ROOT / "src"))
        from lpcheck.yaml_reader import read_yaml  # noqa: PLC0415 - only there once the path is set

        folder = Path(tempfile.mkdtemp())
        for file in sorted((ROOT / "schemas").glob("*/policy.yaml")):
            name = file.parent.name
            target = folder / f"{name}.json"
            data = read_yaml(file.read_bytes()).data
            target.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
            build_data["force_include"][str(target)] = f"lpcheck/_bundled/schemas/{name}/policy.json"

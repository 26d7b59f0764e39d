"""The demo's words: one JSON file per kind, and one per other thing that is told."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent


def read(name: str) -> Any:
    """Read one file of words."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))

"""The development data, where it lies beside the repository; tests that need it are skipped where it does not."""

import json
from pathlib import Path
from typing import Any

import pytest

from memory.vocabulary import Field, FieldType

DATA = Path(__file__).resolve().parents[5] / "shared" / "data"

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the development data is not on this machine")


def read_lines(name: str) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file of the contract's data."""
    return [json.loads(line) for line in (DATA / "contract" / name).read_text(encoding="utf-8").splitlines()]


def read_fields(project: dict[str, Any]) -> tuple[Field, ...]:
    """Return the fields of a project of the contract's data."""
    return tuple(
        Field(
            name=one["name"],
            description=one.get("description") or "",
            type=FieldType(one["type"]),
            choices=tuple(one.get("choices") or ()),
        )
        for one in project["fields"]
    )

"""What tests of every level share: where the reference material is, and a clock that stands still."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material beside the project."""
    if not SHARED.is_dir():
        # It is not part of the project: licences keep it out, and a clone elsewhere has none to compare with.
        pytest.skip("the reference material beside the project is not here")
    return SHARED


@pytest.fixture
def noon() -> datetime:
    """A fixed moment for tests that need a clock."""
    return NOON

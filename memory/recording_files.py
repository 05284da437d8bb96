"""Where do the files of recordings lie? In one folder, by organisation, under names nobody outside chooses."""

import shutil
from pathlib import Path
from uuid import UUID, uuid4


class RecordingFiles:
    """The folder of recordings. Only this account may read what callers said."""

    def __init__(self, folder: Path) -> None:
        """Keep files in `folder`, which is made when the first one comes."""
        self._folder = folder

    def new_path(self) -> Path:
        """Return where a file that is arriving may be written."""
        return self._make("arriving") / f"{uuid4()}.part"

    def path_of(self, org_id: UUID, recording_id: UUID) -> Path:
        """Return where a recording lies, whether or not it is there."""
        return self._folder / str(org_id) / str(recording_id)

    def keep(self, arrived: Path, org_id: UUID, recording_id: UUID) -> None:
        """Move a file that has arrived to its place."""
        self._make(str(org_id))
        shutil.move(arrived, self.path_of(org_id, recording_id))

    def drop(self, org_id: UUID, recording_id: UUID) -> None:
        """Take a file away, if it is there."""
        self.path_of(org_id, recording_id).unlink(missing_ok=True)

    def drop_all(self, org_id: UUID) -> None:
        """Take away every file of an organisation."""
        shutil.rmtree(self._folder / str(org_id), ignore_errors=True)

    def _make(self, name: str) -> Path:
        folder = self._folder / name
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

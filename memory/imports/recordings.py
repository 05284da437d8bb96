"""May a call keep the path of its recording?

A path in a file that came over the network may name nothing outside the folder recordings are kept in.
One in a file of this machine is kept in full, so that the recording can be found again.
"""

import re
from pathlib import Path
from posixpath import normpath

from memory.imports.decoding import BadLineError, quote

ROOTED = re.compile(r"[/\\~]|[A-Za-z][A-Za-z0-9+.-]*:")


def keep_recording(path: str | None, *, folder: Path | None) -> tuple[str | None, str | None]:
    """Return the path to store and, where it is left out, a sentence that says so.

    `folder`: where the file lies, given by somebody who may read every file of this machine anyway. Without it an
    absolute path raises BadLineError, and one that leaves its folder is left out.
    """
    if path is None or not path.strip():
        return None, None
    if folder is not None:
        return normpath(str(folder / path)), None
    if ROOTED.match(path):
        raise BadLineError(f"recording {quote(path)} must be a path relative to the file")
    if ".." in path and normpath(path.replace("\\", "/")).split("/")[0] == "..":
        return None, f"recording {quote(path)} is outside the file's folder and was left out"
    return path, None

"""May a call keep the path of its recording?

A path in a file that came over the network may name nothing outside the folder recordings are kept in.
"""

import re
from posixpath import normpath

from memory.imports.decoding import BadLineError, quote

ROOTED = re.compile(r"[/\\~]|[A-Za-z][A-Za-z0-9+.-]*:")


def keep_recording(path: str | None, *, anywhere: bool) -> tuple[str | None, str | None]:
    """Return the path to store and, where it is left out, a sentence that says so.

    `anywhere`: the file was given by somebody who may read every file of this machine anyway. Else an
    absolute path raises BadLineError, and one that leaves its folder is left out.
    """
    if path is None or not path.strip():
        return None, None
    if anywhere:
        return path, None
    if ROOTED.match(path):
        raise BadLineError(f"recording {quote(path)} must be a path relative to the file")
    if ".." in path and normpath(path.replace("\\", "/")).split("/")[0] == "..":
        return None, f"recording {quote(path)} is outside the file's folder and was left out"
    return path, None

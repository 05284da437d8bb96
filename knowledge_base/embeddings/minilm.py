"""Embeds texts on this machine, with a small model that needs no network: all-MiniLM-L6-v2 with int8 weights.

The pipeline is the one the model was trained for: WordPiece tokens, the mean over all of them, length 1.
"""

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

from knowledge_base.embeddings.files import MODEL, TOKENIZER, read_pinned
from knowledge_base.embeddings.port import EmbedderProblem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

NAME = "all-MiniLM-L6-v2 onnx int8"
SIZE = 384
MOST_TOKENS = 256
# A token has a hundred characters at most, so nothing beyond would be read; what is cut is not searched for words.
LONGEST_TEXT = 25_600
TEXTS_AT_ONCE = 16


class MiniLmEmbedder:
    """The local model; its files are read, checked and loaded when the first text comes, once.

    Args:
        threads: How many threads one run of the model takes.
    """

    name = NAME
    size = SIZE

    def __init__(self, *, threads: int = 1) -> None:
        self._threads = threads
        self._lock = Lock()
        self._loaded: tuple[Tokenizer, Any] | None = None

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """See `Embedder`."""
        if not texts:
            return []
        tokenizer, session = self._load()
        vectors: list[list[float]] = []
        for start in range(0, len(texts), TEXTS_AT_ONCE):
            vectors += _run(tokenizer, session, [_clean(text) for text in texts[start : start + TEXTS_AT_ONCE]])
        return vectors

    def _load(self) -> "tuple[Tokenizer, Any]":
        with self._lock:
            if self._loaded is None:
                self._loaded = _build_tokenizer(), _build_session(self._threads)
            return self._loaded


def _clean(text: str) -> str:
    # Half of a surrogate pair is no character, and the tokenizer would refuse the text.
    return text[:LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")


def _build_tokenizer() -> "Tokenizer":
    written = read_pinned(TOKENIZER).decode("utf-8")
    try:
        from tokenizers import Tokenizer
    except ImportError:
        raise EmbedderProblem("The package tokenizers is not installed.") from None
    tokenizer = Tokenizer.from_str(written)
    tokenizer.enable_truncation(max_length=MOST_TOKENS)
    tokenizer.no_padding()
    return tokenizer


def _build_session(threads: int) -> Any:  # noqa: ANN401 - onnxruntime has no types
    checked = read_pinned(MODEL)
    try:
        import onnxruntime  # type: ignore[import-untyped] # it brings none
    except ImportError:
        raise EmbedderProblem("The package onnxruntime is not installed.") from None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Else its threads keep turning between two texts, on cores that others need.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(checked, sess_options=options, providers=["CPUExecutionProvider"])


def _run(tokenizer: "Tokenizer", session: Any, texts: Sequence[str]) -> list[list[float]]:  # noqa: ANN401
    import numpy as np

    # One by one: a batch would be spread over threads of the tokenizer's own.
    rows = [tokenizer.encode(text).ids for text in texts]
    longest = max(len(row) for row in rows)
    ids = np.zeros((len(rows), longest), dtype=np.int64)
    mask = np.zeros((len(rows), longest), dtype=np.int64)
    for place, row in enumerate(rows):
        ids[place, : len(row)] = row
        mask[place, : len(row)] = 1
    feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    wanted = {one.name for one in session.get_inputs()}
    hidden = session.run(None, {name: value for name, value in feeds.items() if name in wanted})[0]
    return _pool(np.asarray(hidden, dtype=np.float32), mask)


def _pool(hidden: "NDArray[np.float32]", mask: "NDArray[np.int64]") -> list[list[float]]:
    """Return the mean over the real tokens, at length 1; `hidden` is texts x tokens x size, `mask` texts x tokens."""
    import numpy as np

    weights = mask[..., None].astype(np.float32)
    means = (hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1.0)
    lengths = np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)
    return [[float(number) for number in row] for row in means / lengths]

"""Which parts of a channel are worth hearing, and how are they put into pieces that a model hears at once?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tools.transcription.measures import FRAME_S, SILENT_DB

PIECE_S = 30.0
"""A Whisper model hears so much at once, and pads what is shorter."""

LOOK_BACK_S = 8.0
JOIN_S = 1.0
MARGIN_S = 0.5
"""Cutting closer costs words: with 0.5 s and 0.3 s, the word error rate of unseen voices was a sixth higher."""

OVER_FLOOR_DB = 6.0
UNDER_LOUD_DB = 35.0
LEAST_UNDER_LOUD_DB = 15.0


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a channel, in seconds from the beginning of the recording."""

    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Piece:
    """Parts of one channel that are heard together, one directly after the other."""

    channel: int
    spans: tuple[Span, ...]

    @property
    def length_s(self) -> float:
        """Length in seconds, without what lies between the parts."""
        return sum(span.length_s for span in self.spans)

    def time_of(self, start_s: float, end_s: float) -> tuple[float, float]:
        """Say when in the recording it was, given times within the piece. A word is never torn over two parts."""
        middle = (start_s + end_s) / 2
        before = 0.0
        for span in self.spans:
            if middle < before + span.length_s or span is self.spans[-1]:
                shift = span.start_s - before
                low, high = span.start_s, span.end_s
                start = min(max(start_s + shift, low), high)
                return start, min(max(end_s + shift, start), high)
            before += span.length_s
        return start_s, end_s


def audible_frames(levels_db: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Say for every 20 ms whether there is something to hear above the noise of this channel."""
    if not len(levels_db):
        return np.zeros(0, dtype=np.bool_)
    live = levels_db[levels_db > SILENT_DB]
    if not len(live):
        return np.zeros(len(levels_db), dtype=np.bool_)
    floor, loud = float(np.percentile(levels_db, 10)), float(np.percentile(live, 95))
    threshold = min(max(floor + OVER_FLOOR_DB, loud - UNDER_LOUD_DB), loud - LEAST_UNDER_LOUD_DB)
    return levels_db > max(threshold, SILENT_DB)


def spans_of(frames: NDArray[np.bool_]) -> tuple[Span, ...]:
    """Turn marks for every 20 ms into parts, with a margin; short gaps are closed."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], frames, [False]]).astype(np.int8)))
    length_s = len(frames) * FRAME_S
    spans: list[Span] = []
    for first, after in zip(edges[::2], edges[1::2], strict=True):
        start, end = float(first) * FRAME_S, float(after) * FRAME_S
        if spans and start - spans[-1].end_s < JOIN_S:
            spans[-1] = Span(spans[-1].start_s, end)
        else:
            spans.append(Span(start, end))
    return _with_margins(spans, length_s)


def covered_share(frames: NDArray[np.bool_], spans: tuple[Span, ...]) -> float:
    """Return which share of the marked frames lies in the parts; 1 where none is marked."""
    total = int(frames.sum())
    return float((frames & marked(spans, len(frames))).sum()) / total if total else 1.0


def marked(spans: tuple[Span, ...], count: int) -> NDArray[np.bool_]:
    """Turn parts into marks for every 20 ms."""
    frames = np.zeros(count, dtype=np.bool_)
    for span in spans:
        frames[int(span.start_s / FRAME_S) : int(np.ceil(span.end_s / FRAME_S))] = True
    return frames


def pieces_of(
    channel: int, spans: tuple[Span, ...], levels_db: NDArray[np.float32], most_s: float = PIECE_S
) -> Iterator[Piece]:
    """Put parts together into pieces; a part that is too long is cut where it is quietest."""
    waiting: list[Span] = []
    length = 0.0
    for span in _cut(spans, lambda start, end: _quietest(levels_db, start, end), most_s):
        if waiting and length + span.length_s > most_s:
            yield Piece(channel, tuple(waiting))
            waiting, length = [], 0.0
        waiting.append(span)
        length += span.length_s
    if waiting:
        yield Piece(channel, tuple(waiting))


def _with_margins(spans: list[Span], length_s: float) -> tuple[Span, ...]:
    made = []
    for index, span in enumerate(spans):
        before = (span.start_s - spans[index - 1].end_s) / 2 if index else span.start_s
        after = (spans[index + 1].start_s - span.end_s) / 2 if index + 1 < len(spans) else length_s - span.end_s
        made.append(Span(span.start_s - min(MARGIN_S, before), span.end_s + min(MARGIN_S, max(after, 0.0))))
    return tuple(made)


def _cut(spans: tuple[Span, ...], quietest: Callable[[float, float], float], most_s: float) -> Iterator[Span]:
    for span in spans:
        start = span.start_s
        while span.end_s - start > most_s:
            end = quietest(start + most_s - min(LOOK_BACK_S, most_s / 2), start + most_s)
            yield Span(start, end)
            start = end
        yield Span(start, span.end_s)


def _quietest(levels_db: NDArray[np.float32], start_s: float, end_s: float) -> float:
    """Return the middle of the quietest 200 ms between two times."""
    part = levels_db[int(start_s / FRAME_S) : int(end_s / FRAME_S)]
    if len(part) < 10:
        return end_s
    smooth = np.convolve(part, np.ones(10) / 10, mode="valid")
    return start_s + (int(np.argmin(smooth)) + 5) * FRAME_S

"""What are the samples like: how loud when, moved off the middle, cut at the top, the same on both channels?"""

import numpy as np
from numpy.typing import NDArray

FRAME = 320
"""Samples in one frame of loudness: 20 ms at 16,000 a second."""
FRAME_S = 0.02

QUIETEST_DB = -100.0
SILENT_DB = -65.0
"""Loudness, against full scale, below which nothing can be heard."""

NOISE_SPREAD_DB = 6.0
NOISE_DB = -45.0
SAME_VOICES = 0.98
"""Correlation of two channels from which on they hold the same."""

_FULL_SCALE = 32_768.0
_TOP = 32_100


class Measures:
    """Adds up, block by block, what is asked about afterwards; takes 4 bytes for 20 ms of each channel."""

    def __init__(self, channels: int) -> None:
        self.channels = channels
        self._samples = 0
        self._sums = np.zeros(channels)
        self._squares = np.zeros(channels)
        self._product = 0.0
        self._at_top = np.zeros(channels, dtype=np.int64)
        self._rest: NDArray[np.int16] = np.zeros((0, channels), dtype=np.int16)
        self._blocks: list[NDArray[np.float32]] = []
        self._levels: NDArray[np.float32] = np.zeros((0, channels), dtype=np.float32)

    def add(self, samples: NDArray[np.int16]) -> None:
        """Take the next samples, of shape (samples, channels)."""
        waiting = np.concatenate([self._rest, samples]) if len(self._rest) else samples
        whole = len(waiting) // FRAME * FRAME
        self._rest = waiting[whole:].copy()
        if whole:
            self._measure(waiting[:whole])

    def finish(self) -> None:
        """Nothing more comes."""
        if len(self._rest) > FRAME // 4:
            short = np.zeros((FRAME, self.channels), dtype=np.int16)
            short[: len(self._rest)] = self._rest
            self._measure(short)
        self._rest = self._rest[:0]
        if self._blocks:
            self._levels = np.concatenate(self._blocks)
        self._blocks = []

    def _measure(self, samples: NDArray[np.int16]) -> None:
        values = samples.astype(np.float64)
        self._samples += len(values)
        self._sums += values.sum(axis=0)
        self._squares += (values**2).sum(axis=0)
        if self.channels == 2:
            self._product += float(values[:, 0] @ values[:, 1])
        self._at_top += (np.abs(samples.astype(np.int32)) >= _TOP).sum(axis=0)
        spread = values.reshape(-1, FRAME, self.channels).std(axis=1) / _FULL_SCALE
        floor = 10 ** (QUIETEST_DB / 20)
        self._blocks.append((20 * np.log10(np.maximum(spread, floor))).astype(np.float32))

    def levels_db(self, channel: int) -> NDArray[np.float32]:
        """Loudness of every 20 ms against full scale, without what the samples are moved off the middle."""
        return self._levels[:, channel]

    def offset(self, channel: int) -> float:
        """How far the samples are moved off the middle, as a share of full scale."""
        return float(self._sums[channel] / max(self._samples, 1) / _FULL_SCALE)

    def clipped_share(self, channel: int) -> float:
        """Share of the samples that stand at the top of what a sample can be."""
        return float(self._at_top[channel] / max(self._samples, 1))

    def is_silent(self, channel: int) -> bool:
        """Is there nothing to hear: less than 0.1 s above silence, or a faint even noise?"""
        levels = self.levels_db(channel)
        if np.count_nonzero(levels > SILENT_DB) < 5:
            return True
        low, high = np.percentile(levels, [5, 99.5])
        return bool(high - low < NOISE_SPREAD_DB and high < NOISE_DB)

    def are_alike(self) -> bool:
        """Do both channels hold the same, perhaps one of them louder?"""
        if self.channels != 2 or not self._samples:
            return False
        means = self._sums / self._samples
        variances = np.maximum(self._squares / self._samples - means**2, 0)
        covariance = self._product / self._samples - means[0] * means[1]
        scale = float(np.sqrt(variances[0] * variances[1]))
        return scale > 0 and float(covariance) / scale > SAME_VOICES

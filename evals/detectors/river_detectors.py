"""ADWIN and Page-Hinkley as `river` has them, which take one call after the other."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from math import sqrt
from typing import Any, Protocol, TypeVar

import numpy as np

from evals.simulate.streams import Bools, Streams, healthy_streams

HOW_TO_INSTALL = "ADWIN and Page-Hinkley are left out: install the extra `evals`, which brings `river`."

ROUNDS = 8
"""Halvings of the range in which the right strictness is sought."""


def is_installed() -> bool:
    """Is `river` there?"""
    return find_spec("river") is not None


@dataclass(frozen=True, slots=True)
class Adwin:
    """Adaptive windowing (Bifet and Gavaldà 2007); an alarm is a change after which its rate is lower.

    It forgets what came before a change by itself, which is its restart.
    """

    delta: float = 0.002
    clock: int = 32
    called: str = "ADWIN, as it comes"

    @property
    def name(self) -> str:
        """How tables call it."""
        return f"{self.called} (delta {self.delta:.2g}, clock {self.clock})"

    def alarms(self, streams: Streams) -> Bools:
        """Return where it alarms."""
        build = partial(_drift().ADWIN, delta=self.delta, clock=self.clock)
        return _each(streams, lambda history, calls: _follow_adwin(build, history, calls))


@dataclass(frozen=True, slots=True)
class PageHinkley:
    """Page-Hinkley's test for a fall; after an alarm it begins anew and is taught the history again."""

    delta: float = 0.005
    threshold: float = 50.0
    called: str = "Page-Hinkley, as it comes"

    @property
    def name(self) -> str:
        """How tables call it."""
        return f"{self.called} (delta {self.delta:.2g}, threshold {self.threshold:.3g})"

    def alarms(self, streams: Streams) -> Bools:
        """Return where it alarms."""
        build = partial(_drift().PageHinkley, delta=self.delta, threshold=self.threshold, mode="down")
        return _each(streams, lambda history, calls: _follow_page_hinkley(build, history, calls))


class _Calibrated(Protocol):
    def alarms(self, streams: Streams) -> Bools: ...


_D = TypeVar("_D", bound=_Calibrated)


@cache
def calibrated_adwin(rate: float, history: int, *, false_alarms: float = 0.5, streams: int = 100) -> Adwin:
    """Return ADWIN, checked after every call, with so many false alarms in 1,000 healthy calls at a rate."""
    build = partial(Adwin, clock=1, called="ADWIN, calibrated")
    return _calibrate(lambda strict: build(delta=1 / strict), 1.005, 1000.0, rate, history, false_alarms, streams)


@cache
def calibrated_page_hinkley(
    rate: float, history: int, *, delta: float = 0.075, false_alarms: float = 0.5, streams: int = 100
) -> PageHinkley:
    """Return Page-Hinkley with so many false alarms in 1,000 healthy calls; `delta` is half of the fall, the best."""
    build = partial(PageHinkley, delta=delta, called="Page-Hinkley, calibrated")
    return _calibrate(lambda high: build(threshold=high), 0.5, 50.0, rate, history, false_alarms, streams)


def _calibrate(
    build: Callable[[float], _D],
    low: float,
    high: float,
    rate: float,
    history: int,
    false_alarms: float,
    streams: int,
) -> _D:
    """Return the detector whose strictness, between `low` and `high`, gives the false alarms wanted."""
    world = healthy_streams(np.random.default_rng(7), rate=rate, count=streams, history=history, calls=2000)
    for _ in range(ROUNDS):
        middle = sqrt(low * high)
        found = build(middle).alarms(world).sum() / (world.monitored.size / 1000)
        low, high = (middle, high) if found > false_alarms else (low, middle)
    return build(high)


def _drift() -> Any:  # noqa: ANN401 - river carries no types
    # Loaded when used: the product does without it.
    return import_module("river.drift")


def _each(streams: Streams, follow: Callable[[list[float], list[float]], list[int]]) -> Bools:
    raised = np.zeros(streams.monitored.shape, dtype=np.bool_)
    for row, history, calls in zip(raised, streams.history, streams.monitored, strict=True):
        row[follow(history.astype(float).tolist(), calls.astype(float).tolist())] = True
    return raised


def _follow_adwin(build: Callable[[], Any], history: list[float], calls: list[float]) -> list[int]:
    detector = build()
    for value in history:
        detector.update(value)
    raised = []
    for call, value in enumerate(calls):
        before = detector.estimation
        detector.update(value)
        if detector.drift_detected and detector.estimation < before:
            raised.append(call)
    return raised


def _follow_page_hinkley(build: Callable[[], Any], history: list[float], calls: list[float]) -> list[int]:
    taught = _taught(build, history)
    detector = deepcopy(taught)
    raised = []
    for call, value in enumerate(calls):
        detector.update(value)
        if detector.drift_detected:
            raised.append(call)
            detector = deepcopy(taught)
    return raised


def _taught(build: Callable[[], Any], history: list[float]) -> Any:  # noqa: ANN401
    detector = build()
    for value in history:
        detector.update(value)
    return detector

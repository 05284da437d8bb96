"""What every detector in a comparison can do."""

from typing import Protocol

from evals.simulate.streams import Bools, Streams


class Detector(Protocol):
    """Looks at many streams, each for itself, call by call."""

    @property
    def name(self) -> str:
        """How tables call it."""
        ...

    def alarms(self, streams: Streams) -> Bools:
        """Return where it raises an alarm, shape of `streams.monitored`; each looks only at the calls up to there."""
        ...

"""What hears the recordings: the product, and bare faster-whisper as its documentation shows it, with one model."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from tools.transcription.faster_whisper import FasterWhisperTranscriber, usable_cores
from tools.transcription.sound import open_sound

OURS = "Back Office Assistant"
BARE = "faster-whisper"
BARE_WITH_WORDS = "faster-whisper, words"

Hear = Callable[[Path], str]


@dataclass(slots=True)
class Run:
    """What one contender wrote for each file, and how long it took: by the clock, and of all cores together."""

    texts: dict[Path, str] = field(default_factory=dict)
    seconds: dict[Path, float] = field(default_factory=dict)
    core_seconds: dict[Path, float] = field(default_factory=dict)


def build_contenders(model: str) -> dict[str, Hear]:
    """Load the model once; each contender makes text of the path of a file, all else being its own work."""
    loaded: Any = import_module("faster_whisper").WhisperModel(
        model, device="cpu", compute_type="int8", cpu_threads=usable_cores()
    )
    ours = FasterWhisperTranscriber(model, load=lambda: loaded)

    def hear_ours(path: Path) -> str:
        with open_sound(path) as sound:
            heard = ours.transcribe(sound, report=lambda _: None, is_cancelled=lambda: False)
        return " ".join(turn.text for turn in heard.turns)

    def hear_bare(path: Path, **options: Any) -> str:  # noqa: ANN401 - whatever it takes
        segments, _ = loaded.transcribe(str(path), **options)
        return " ".join(segment.text for segment in segments)

    return {
        OURS: hear_ours,
        BARE: hear_bare,
        BARE_WITH_WORDS: lambda path: hear_bare(
            path, language="en", word_timestamps=True, condition_on_previous_text=False
        ),
    }


def hear_all(paths: list[Path], contenders: dict[str, Hear], say: Callable[[str], None]) -> dict[str, Run]:
    """Let all hear file by file, each time another one first, so that a busy minute of the machine hits all alike."""
    runs = {name: Run() for name in contenders}
    names = list(contenders)
    for hear in contenders.values():
        hear(paths[0])  # The first time, files and code come from the disk.
    for index, path in enumerate(paths):
        first = index % len(names)
        for name in names[first:] + names[:first]:
            start, core_start = time.perf_counter(), time.process_time()
            runs[name].texts[path] = contenders[name](path)
            runs[name].seconds[path] = time.perf_counter() - start
            runs[name].core_seconds[path] = time.process_time() - core_start
        say(f"transcription: {index + 1} of {len(paths)}")
    return runs

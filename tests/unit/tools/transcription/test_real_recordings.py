"""Heard with real weights, where they lie on this machine: what the live transcript needs is there."""

import os
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("faster_whisper", reason="the extra `speech` is not installed")

from memory.spoken import SpeakerSource
from tests.unit.tools.transcription.sounds import file_of
from tools.transcription.faster_whisper import FasterWhisperTranscriber, build_faster_whisper
from tools.transcription.problems import TranscriptionCancelled
from tools.transcription.sound import open_sound

SHARED = Path(__file__).resolve().parents[5] / "shared"
RECORDINGS = SHARED / "data" / "recordings"

pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings are not beside the project")


@pytest.fixture(scope="module")
def transcriber() -> FasterWhisperTranscriber:
    folder = os.environ.get("BACKOFFICE_WHISPER_MODEL") or fetched_model()
    if not folder or not Path(folder).is_dir():
        # 145 MB that no checkout holds; everything else about transcribing is tested without them.
        pytest.skip("no Whisper weights on this machine")
    return build_faster_whisper(folder)


def fetched_model() -> str | None:
    script = SHARED / "whisper" / "fetch-model"
    if not script.is_file():
        return None
    done = subprocess.run([str(script)], capture_output=True, text=True, timeout=120, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def hear(transcriber, path, **more):
    shares: list[float] = []
    with open_sound(path) as sound:
        heard = transcriber.transcribe(sound, report=shares.append, is_cancelled=lambda: False, **more)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    return heard


def test_digits_are_heard_with_times_and_probabilities(transcriber):
    heard = hear(transcriber, next(iter(sorted((RECORDINGS / "digits").glob("*.flac")))))
    words = [word for turn in heard.turns for word in turn.words]
    assert heard.language == "en"
    assert heard.speakers is SpeakerSource.ONE_VOICE
    assert 8 <= len(words) <= 12
    assert all(0 <= word.probability <= 1 and word.start_s <= word.end_s <= heard.duration_s for word in words)


def test_both_speakers_of_a_mixed_call_are_heard(transcriber):
    shortest = min((path for path in (RECORDINGS / "real").glob("*.flac")), key=lambda path: path.stat().st_size)
    heard = hear(transcriber, shortest)
    assert sum(len(turn.words) for turn in heard.turns) > 10


def test_noise_gives_no_words(transcriber, tmp_path):
    import numpy as np

    noise = np.random.default_rng(3).normal(0, 0.05, 16_000 * 12)
    path = tmp_path / "noise.wav"
    path.write_bytes(file_of([noise]))
    heard = hear(transcriber, path, language="en")
    assert sum(len(turn.words) for turn in heard.turns) <= 2


def test_it_can_be_stopped(transcriber):
    path = next(iter((RECORDINGS / "digits").glob("*.flac")))
    with open_sound(path) as sound, pytest.raises(TranscriptionCancelled):
        transcriber.transcribe(sound, report=lambda share: None, is_cancelled=lambda: True)

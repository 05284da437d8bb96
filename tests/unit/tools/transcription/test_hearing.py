"""Whatever program listens: words get their place, doubtful ones go, progress moves, and it can be stopped."""

import io

import numpy as np
import pytest

pytest.importorskip("av", reason="the extra `speech` is not installed")

from memory.spoken import SpeakerSource, Word
from memory.vocabulary import Speaker
from tests.unit.tools.transcription.sounds import file_of, hum, pause
from tools.transcription.fake import FakeTranscriber
from tools.transcription.heard import Heard
from tools.transcription.piecewise import FILTER_OFF, hear_in_pieces
from tools.transcription.problems import TranscriberProblem, TranscriptionCancelled
from tools.transcription.sound import Sound, open_sound


class Scripted:
    """Hears the same words in every piece, and remembers how long the pieces were."""

    def __init__(self, *words: Word, **doubts: float) -> None:
        self.heard = Heard(words, **doubts)
        self.lengths: list[float] = []
        self.language: str | None = "en"
        self.language_probability = 1.0

    def listen(self, pieces):
        self.lengths += [len(piece) / 16_000 for piece in pieces]
        return [self.heard for _ in pieces]


def sound_of(*channels) -> Sound:
    return open_sound(io.BytesIO(file_of(channels, "flac")))


def hear(sound: Sound, listener: Scripted, **more):
    shares: list[float] = []
    more.setdefault("is_cancelled", lambda: False)
    with sound:
        heard = hear_in_pieces(sound, listener, transcriber="scripted", report=shares.append, **more)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    return heard


def test_words_get_the_time_they_have_in_the_recording():
    sound = sound_of(np.concatenate([pause(5), hum(2), pause(6), hum(2), pause(3)]))
    listener = Scripted(Word(" first", 0.5, 0.8, 0.9), Word(" second.", 4.0, 4.4, 0.8))
    turns = hear(sound, listener).turns
    assert len(listener.lengths) == 1
    assert listener.lengths[0] == pytest.approx(6.0, abs=0.2)
    assert [turn.text for turn in turns] == ["first", "second."]
    assert turns[0].words[0].start_s == pytest.approx(5.0, abs=0.1)
    assert turns[1].words[0].start_s == pytest.approx(13.5, abs=0.2)
    assert turns[1].words[0].probability == 0.8


def test_long_sound_is_heard_in_pieces_of_half_a_minute():
    sound = sound_of(np.concatenate([part for _ in range(9) for part in (hum(9), pause(2))]))
    listener = Scripted(Word(" word.", 1.0, 1.3, 0.9))
    assert len(hear(sound, listener).turns) == len(listener.lengths) == 3
    assert max(listener.lengths) <= 30


def test_sound_without_a_pause_is_cut_all_the_same():
    listener = Scripted(Word(" word.", 1.0, 1.3, 0.9))
    hear(sound_of(hum(100)), listener)
    assert max(listener.lengths) <= 30
    assert sum(listener.lengths) == pytest.approx(100, abs=0.5)


def test_two_channels_tell_who_speaks():
    sound = sound_of(np.concatenate([hum(2), pause(3)]), np.concatenate([pause(3), hum(2, pitch=220)]))
    heard = hear(sound, Scripted(Word(" hello.", 0.5, 0.9, 0.9)))
    assert heard.speakers is SpeakerSource.CHANNELS
    assert [turn.speaker for turn in heard.turns] == [Speaker.AGENT, Speaker.CALLER]


def test_a_voice_filter_that_drops_most_of_the_sound_is_not_believed():
    listener = Scripted(Word(" word.", 1.0, 1.3, 0.9))
    heard = hear(sound_of(hum(20)), listener, find_voices=lambda samples: [(0, 16_000)])
    assert FILTER_OFF in heard.remarks
    assert sum(listener.lengths) == pytest.approx(20, abs=0.5)


def test_a_voice_filter_that_keeps_the_voice_saves_the_rest():
    sound = sound_of(np.concatenate([hum(10), pause(3), hum(4, volume=0.1)]))
    listener = Scripted(Word(" word.", 1.0, 1.3, 0.9))
    heard = hear(sound, listener, find_voices=lambda samples: [(0, 160_000)])
    assert FILTER_OFF not in heard.remarks
    assert sum(listener.lengths) == pytest.approx(10.5, abs=0.2)


def test_what_the_model_takes_for_silence_is_not_kept():
    heard = hear(sound_of(hum(5)), Scripted(Word(" you.", 1, 2, 0.3), no_speech=0.9, log_probability=-1.4))
    assert heard.turns == ()
    assert any("nobody speaks" in remark for remark in heard.remarks)
    assert any("No words" in remark for remark in heard.remarks)


def test_a_loop_is_kept_once():
    words = [
        Word(f" {text}", index * 0.2, index * 0.2 + 0.2, 0.9) for index, text in enumerate(["go", "on", "then"] * 30)
    ]
    heard = hear(sound_of(hum(20)), Scripted(*words, repetition=9.0))
    assert " ".join(turn.text for turn in heard.turns) == "go on then"
    assert any("loop" in remark for remark in heard.remarks)


def test_digits_that_repeat_are_no_loop():
    words = [
        Word(f" {text}", index * 0.4, index * 0.4 + 0.3, 0.9)
        for index, text in enumerate(["555", "0", "777", "777", "9", "9", "9"])
    ]
    heard = hear(sound_of(hum(20)), Scripted(*words, repetition=3.0))
    assert sum(len(turn.words) for turn in heard.turns) == 7


def test_cancelling_stops_before_the_next_piece():
    sound = sound_of(hum(200))
    listener = Scripted(Word(" word.", 1.0, 1.3, 0.9))
    with sound, pytest.raises(TranscriptionCancelled):
        hear_in_pieces(
            sound,
            listener,
            transcriber="scripted",
            report=lambda share: None,
            is_cancelled=lambda: len(listener.lengths) >= 2,
        )
    assert len(listener.lengths) == 2


def test_another_language_and_an_unsure_one_are_said():
    listener = Scripted(Word(" hallo.", 1.0, 1.3, 0.9))
    listener.language = "de"
    assert any("`de`" in remark for remark in hear(sound_of(hum(5)), listener).remarks)
    listener.language_probability = 0.3
    assert any("not sure" in remark for remark in hear(sound_of(hum(5)), listener).remarks)


def test_the_fake_gives_back_what_was_prepared():
    fake = FakeTranscriber([(Speaker.AGENT, "Your name?"), (Speaker.CALLER, ""), (Speaker.CALLER, "Ada.")])
    shares: list[float] = []
    with sound_of(hum(3)) as sound:
        heard = fake.transcribe(sound, report=shares.append, is_cancelled=lambda: False)
        with pytest.raises(TranscriptionCancelled):
            fake.transcribe(sound, report=shares.append, is_cancelled=lambda: True)
        with pytest.raises(TranscriberProblem):
            FakeTranscriber(problem="No.").transcribe(sound, report=shares.append, is_cancelled=lambda: False)
    assert [turn.text for turn in heard.as_transcript()] == ["Your name?", "Ada."]
    assert shares[:4] == [0.25, 0.5, 0.75, 1.0]

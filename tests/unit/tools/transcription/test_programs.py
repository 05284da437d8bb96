"""The programs behind the port, each proven with a stand-in for what is not here: a model, a package, a server."""

import io
import json
import threading
import types
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

pytest.importorskip("av", reason="the extra `speech` is not installed")

from tests.unit.tools.transcription.sounds import file_of, hum, pause
from tools.transcription.faster_whisper import FasterWhisperTranscriber, short_name
from tools.transcription.openai_server import UNRATED, as_wav, build_openai_server, read_answer
from tools.transcription.openai_whisper import OpenAIWhisperTranscriber
from tools.transcription.problems import TranscriberProblem
from tools.transcription.sound import Sound, open_sound

KEY = "sk-secret-key"


@pytest.fixture
def sound() -> Iterator[Sound]:
    with open_sound(io.BytesIO(file_of([np.concatenate([pause(2), hum(5)])], "flac"))) as opened:
        yield opened


def hear(transcriber, sound, **more):
    return transcriber.transcribe(sound, report=lambda share: None, is_cancelled=lambda: False, **more)


class StandInModel:
    """What `whisper.load_model` gives, as far as it is used."""

    def __init__(self) -> None:
        self.asked: list[dict] = []

    def transcribe(self, audio, **options):
        assert audio.dtype == np.float32
        self.asked.append(options)
        words = [
            {"word": " Hello", "start": 0.5, "end": 0.9, "probability": 0.8},
            {"word": " there.", "start": 1.0, "end": 1.4, "probability": 0.6},
        ]
        segment = {"text": " Hello there.", "words": words, "avg_logprob": -0.2, "no_speech_prob": 0.1}
        return {"text": " Hello there.", "language": "en", "segments": [segment]}


def test_openai_whisper_gives_words_with_times_and_probabilities(sound):
    model = StandInModel()
    transcriber = OpenAIWhisperTranscriber("/models/base.pt", load=lambda name: model)
    heard = hear(transcriber, sound)
    hear(transcriber, sound, language="de")
    assert heard.transcriber == "openai-whisper base.pt"
    assert heard.turns[0].text == "Hello there."
    assert [word.probability for word in heard.turns[0].words] == [0.8, 0.6]
    assert heard.turns[0].words[0].start_s == pytest.approx(2.0, abs=0.1)
    assert [options["language"] for options in model.asked] == [None, "de"]
    assert all(options["word_timestamps"] and not options["condition_on_previous_text"] for options in model.asked)


def test_openai_whisper_that_fails_gives_a_sentence(sound):
    model = types.SimpleNamespace(transcribe=lambda audio, **options: {"language": "en"})
    with pytest.raises(TranscriberProblem) as caught:
        hear(OpenAIWhisperTranscriber("base", load=lambda name: model), sound)
    assert caught.value.sentence.endswith("failed.")


def test_a_missing_package_says_what_to_install(sound, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "whisper", None)
    with pytest.raises(TranscriberProblem, match="openai-whisper"):
        hear(OpenAIWhisperTranscriber("base"), sound)
    monkeypatch.setitem(__import__("sys").modules, "faster_whisper", None)
    with pytest.raises(TranscriberProblem, match="speech"):
        hear(FasterWhisperTranscriber("base"), sound)


def test_a_model_that_cannot_be_loaded_says_which_setting_to_look_at(sound, tmp_path):
    pytest.importorskip("faster_whisper", reason="the extra `speech` is not installed")
    (tmp_path / "faster-whisper-odd").mkdir()
    with pytest.raises(TranscriberProblem) as caught:
        hear(FasterWhisperTranscriber(str(tmp_path / "faster-whisper-odd")), sound)
    assert "BACKOFFICE_WHISPER_MODEL" in caught.value.sentence
    assert str(tmp_path) not in caught.value.sentence
    assert short_name("/some/where/faster-whisper-base") == "base"


def test_a_model_without_memory_says_so(sound):
    def load():
        raise MemoryError

    with pytest.raises(TranscriberProblem, match="memory"):
        hear(FasterWhisperTranscriber("base", load=load), sound)


class Server(ThreadingHTTPServer):
    """A transcription server on this machine that answers as it is told."""

    daemon_threads = True
    answer: object = None
    statuses: list[int]
    bodies: list[bytes]
    keys: list[str | None]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1/"


class Answering(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.bodies.append(body)
        self.server.keys.append(self.headers["Authorization"])
        status = self.server.statuses.pop(0) if self.server.statuses else 200
        answer = self.server.answer
        content = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Answering)
    made.statuses, made.bodies, made.keys = [], [], []
    made.answer = {
        "language": "english",
        "text": "Hello there.",
        "words": [{"word": "Hello", "start": 0.5, "end": 0.9}, {"word": "there.", "start": 1.0, "end": 1.4}],
        "segments": [{"start": 0.0, "end": 2.0, "avg_logprob": -0.5, "no_speech_prob": 0.02, "text": "Hello there."}],
    }
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def test_a_server_is_sent_a_small_wav_file_and_asked_for_words(server, sound):
    heard = hear(build_openai_server(server.url, "some-model", key=KEY), sound)
    body = server.bodies[0]
    assert heard.turns[0].text == "Hello there."
    assert heard.language == "en"
    assert heard.turns[0].words[0].probability == pytest.approx(np.exp(-0.5))
    assert heard.turns[0].words[0].start_s == pytest.approx(2.0, abs=0.1)
    assert UNRATED in heard.remarks
    assert server.keys == [f"Bearer {KEY}"]
    assert b"RIFF" in body
    assert b"some-model" in body
    assert b"verbose_json" in body
    assert len(body) < 200_000


def test_a_server_that_fails_once_is_asked_again(server, sound):
    server.statuses = [503]
    assert hear(build_openai_server(server.url, "m"), sound).turns
    assert server.keys == [None, None]


@pytest.mark.parametrize("status", [301, 400, 401, 404, 413, 429, 500])
def test_errors_of_a_server_are_sentences_without_the_key(server, sound, status):
    server.statuses = [status, status]
    server.answer = {"error": {"message": f"bad {KEY}"}}
    with pytest.raises(TranscriberProblem) as caught:
        hear(build_openai_server(server.url, "m", key=KEY), sound)
    assert caught.value.sentence.endswith(".")
    assert KEY not in caught.value.sentence


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>",
        b"",
        b"[]",
        b"[" * 100_000,
        b"x" * (9 * 1024**2),
        {"text": "words without times"},
        {"text": "a", "words": [{"word": 3}]},
    ],
)
def test_an_odd_answer_is_a_sentence(server, sound, answer):
    server.answer = answer
    with pytest.raises(TranscriberProblem):
        hear(build_openai_server(server.url, "m"), sound)


def test_odd_values_in_an_answer_are_bounded():
    answer = {
        "text": "a b c",
        "words": [
            {"word": "a", "start": -5, "end": 1e9, "probability": 7},
            {"word": "b", "start": float("nan"), "end": 2},
            {"word": " c", "start": 1.0, "end": 0.5},
            "no word",
        ],
        "segments": "none",
    }
    heard = read_answer(answer, 10.0)
    assert heard is not None
    assert [(word.text, word.start_s, word.end_s) for word in heard.words] == [(" a", 0.0, 10.0), (" c", 1.0, 1.0)]
    assert [word.probability for word in heard.words] == [1.0, 0.5]


def test_silence_from_a_server_is_no_words(server, sound):
    server.answer = {"text": "", "segments": [], "language": "english"}
    assert hear(build_openai_server(server.url, "m"), sound).turns == ()


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "nonsense", "http://[bad", "ftp://127.0.0.1"])
def test_a_server_that_is_not_there_is_a_sentence(sound, url):
    with pytest.raises(TranscriberProblem):
        hear(build_openai_server(url, "m", key="Schlüssel\n"), sound)
    with pytest.raises(TranscriberProblem):
        hear(build_openai_server(url, "m"), sound)


def test_a_wav_file_of_our_own_can_be_heard_again():
    with open_sound(io.BytesIO(as_wav(hum(1.0).astype(np.float32)))) as again:
        assert again.duration_s == pytest.approx(1.0)

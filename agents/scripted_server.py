"""What does the product do when a model answers well, badly, late or not at all?

A real HTTP server on this machine that speaks the OpenAI chat protocol from a script: the fake beside the real models,
for tests, evals and trying out. Run it with `python -m agents.scripted_server --port 8090 --behaviour good`.
"""

import argparse
import json
import re
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from agents.scripted_behaviours import Answer, Behaviour, Message, Request, Script, write_message

LONGEST_HANG_S = 600.0
_DRIP_EVERY_S = 0.05
_LARGEST_BODY = 10_000_000


class ScriptedServer:
    """Answers chat requests by its script while it is entered, and keeps what it `received`.

    The script is a behaviour or the words of an answer, several of them for one request after the other (the last one
    goes on), or a function of the request.
    """

    def __init__(self, script: Script = Behaviour.GOOD, *, port: int = 0) -> None:
        self.received: list[Request] = []
        self._script = script
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._server = _Listener(("127.0.0.1", port), _Handler)
        self._server.scripted = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """The base address for a client."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def receive(self, path: str, raw: str) -> Request:
        """Keep a request and return it.

        Raises:
            ValueError: The body is not a JSON object.
        """
        body = json.loads(raw)
        if not isinstance(body, dict):
            raise ValueError("The body is not a JSON object.")
        with self._lock:
            request = Request(len(self.received), path, body, raw)
            self.received.append(request)
        return request

    def choose_answer(self, request: Request) -> Answer:
        """Return what the script says for this request."""
        if isinstance(self._script, str | Message):
            return self._script
        if callable(self._script):
            return self._script(request)
        return self._script[min(request.index, len(self._script) - 1)]

    def wait(self, seconds: float) -> bool:
        """Wait, and say whether the server is still to go on."""
        return not self._closing.wait(seconds)


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    scripted: ScriptedServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent: clients that hang up on a slow answer are what this server is for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Keep standard error clean."""

    def do_GET(self) -> None:
        """List the one model there is."""
        self._send_json(200, {"object": "list", "data": [{"id": "scripted", "object": "model"}]})

    def do_POST(self) -> None:
        """Answer a chat request by the script."""
        length = min(int(self.headers.get("Content-Length") or 0), _LARGEST_BODY)
        try:
            request = self.server.scripted.receive(self.path, self.rfile.read(length).decode())
        except ValueError:
            self._send_error(400, "The body is not a JSON object.")
            return
        if not self.path.endswith("/chat/completions"):
            self._send_error(404, "There is nothing here.")
            return
        self._answer(request, self.server.scripted.choose_answer(request))

    def _answer(self, request: Request, answer: Answer) -> None:
        match answer:
            case Behaviour.RATE_LIMITED:
                self._send_error(429, "Rate limit reached.")
            case Behaviour.SERVER_ERROR:
                self._send_error(500, "The server had an error.")
            case Behaviour.WRONG_KEY:
                self._send_error(401, "Incorrect API key provided.")
            case Behaviour.HANG:
                self.server.scripted.wait(LONGEST_HANG_S)
                self.close_connection = True
            case Behaviour.HANGS_UP:
                self.close_connection = True
            case Behaviour.GARBAGE:
                self._send(200, "text/html", b"<html>bad gateway</html>\x00\xff")
            case Behaviour.SLOW_DRIP:
                self._drip(request)
            case _:
                self._complete(request, write_message(request, answer))

    def _complete(self, request: Request, message: Message) -> None:
        if request.body.get("stream"):
            self._start("text/event-stream")
            for chunk in _chunks(message):
                self._write(chunk)
            self.close_connection = True
            return
        said: dict[str, Any] = {"role": "assistant", "content": message.content, "refusal": message.refusal}
        if message.tool_calls:
            said["tool_calls"] = _write_calls(message)
        choice = {"index": 0, "message": said, "finish_reason": message.finish}
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        self._send_json(200, {**_envelope("chat.completion"), "choices": [choice], "usage": usage})

    def _drip(self, request: Request) -> None:
        """Send something all the time and never come to an end, which no timeout between bytes can notice."""
        streamed = bool(request.body.get("stream"))
        self._start("text/event-stream" if streamed else "application/json")
        drop = _event(_delta({"content": "and "})) if streamed else b" "
        while self.server.scripted.wait(_DRIP_EVERY_S):
            self._write(drop)

    def _send_error(self, status: int, message: str) -> None:
        self._send_json(status, {"error": {"message": message, "type": "scripted", "code": None}})

    def _send_json(self, status: int, body: Mapping[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(body).encode())

    def _send(self, status: int, content_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _start(self, content_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.send_header("Connection", "close")
        self.end_headers()

    def _write(self, data: bytes) -> None:
        self.wfile.write(data)
        self.wfile.flush()


def _chunks(message: Message) -> Iterator[bytes]:
    yield _event(_delta({"role": "assistant", "content": ""}))
    if message.refusal:
        yield _event(_delta({"refusal": message.refusal}))
    for piece in re.findall(r"\S*\s*", message.content or ""):
        if piece:
            yield _event(_delta({"content": piece}))
    for index, call in enumerate(_write_calls(message)):
        yield _event(_delta({"tool_calls": [{"index": index, **call}]}))
    yield _event(_delta({}, message.finish))
    yield b"data: [DONE]\n\n"


def _write_calls(message: Message) -> list[dict[str, Any]]:
    return [
        {"id": f"call-{place}", "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
        for place, call in enumerate(message.tool_calls)
    ]


def _event(body: Mapping[str, Any]) -> bytes:
    return f"data: {json.dumps(body)}\n\n".encode()


def _delta(delta: Mapping[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {**_envelope("chat.completion.chunk"), "choices": [choice]}


def _envelope(kind: str) -> dict[str, Any]:
    return {"id": "scripted", "object": kind, "created": 0, "model": "scripted"}


def main() -> None:
    """Serve one behaviour until the process is ended."""
    parser = argparse.ArgumentParser(prog="python -m agents.scripted_server", description=__doc__)
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--behaviour", type=Behaviour, choices=list(Behaviour), default=Behaviour.GOOD)
    wanted = parser.parse_args()
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    with ScriptedServer(wanted.behaviour, port=wanted.port) as server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        ended.wait()


if __name__ == "__main__":
    main()

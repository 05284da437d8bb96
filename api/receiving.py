"""How is a file taken off the wire? Straight to disk, part by part, and never more than the limit."""

import asyncio
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from api.uploads import KINDS, Upload
from api.web.words import file_size

LONGEST_FIELD = 800  # bytes of any other part of the form
LONGEST_NAME = 200
CUT_SHORT = "The connection ended before the whole file had arrived."
FORM_ROOM = 10_000  # bytes a form may add around its file


class UploadRefusedError(Exception):
    """A file that is not taken; `status` says how, the message why, to the person who sent it."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class Received:
    """A file that has arrived: what its owner calls it, its size in bytes, and the other fields of its form."""

    file_name: str
    size: int
    fields: Mapping[str, str]


async def receive_upload(request: Request, path: Path, kind: str | None, *, largest: int) -> Upload:
    """Write the request's file of at most `largest` bytes to `path` and return it; a form says its own kind.

    Raises UploadRefusedError, having removed the file, for anything that is no usable upload.
    """
    received = await receive_file(request, path, largest=largest)
    wanted = received.fields.get("kind") or kind
    if wanted not in KINDS:
        discard(path)
        raise UploadRefusedError(422, "Please say what is in the file: projects or calls.")
    return Upload(wanted, received.file_name or f"{wanted}.jsonl", path, received.size)


async def receive_file(request: Request, path: Path, *, largest: int) -> Received:
    """Write the request's file of at most `largest` bytes to `path`: its whole body, or the part `file` of a form.

    Raises UploadRefusedError, having removed the file, for anything that is no usable upload.
    """
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > largest + FORM_ROOM:
        raise _too_large(largest)
    content_type, options = parse_options_header(request.headers.get("content-type", ""))
    try:
        # Only this account may read what callers said.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            receiver = Receiver(file, largest)
            if content_type == b"multipart/form-data":
                await _receive_form(request, receiver, options.get(b"boundary", b""))
            else:
                async for chunk in request.stream():
                    await asyncio.to_thread(receiver.write, chunk)
        return _check(receiver)
    except ClientDisconnect:
        discard(path)
        raise UploadRefusedError(422, CUT_SHORT) from None
    except OSError as problem:
        discard(path)
        raise UploadRefusedError(500, f"The file could not be stored: {problem.strerror}.") from None
    except BaseException:
        discard(path)
        raise


def discard(path: Path) -> None:
    """Take a file away that is not wanted."""
    path.unlink(missing_ok=True)


class Receiver:
    """Takes the parts of a form apart: the file goes to disk, short fields are kept."""

    def __init__(self, file: BinaryIO, largest: int) -> None:
        self.fields: dict[str, bytes] = {}
        self.file_name = ""
        self.size = 0
        self.is_complete = False
        self._file = file
        self._largest = largest
        self._header = (bytearray(), bytearray())
        self._part: str | None = None
        self._is_file = False

    def write(self, data: bytes) -> None:
        """Take a piece of the file."""
        self.size += len(data)
        if self.size > self._largest:
            raise _too_large(self._largest)
        self._file.write(data)

    def build_parser(self, boundary: bytes) -> MultipartParser:
        """Return a parser that feeds this receiver."""
        return MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin_part,
                "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
                "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
                "on_header_end": self._end_header,
                "on_part_data": self._take,
                "on_end": self._end,
            },
        )

    def _begin_part(self) -> None:
        self._part, self._is_file = None, False
        self._header = (bytearray(), bytearray())

    def _end_header(self) -> None:
        name, value = (bytes(part) for part in self._header)
        self._header = (bytearray(), bytearray())
        if name.lower() == b"content-disposition":
            _, options = parse_options_header(value)
            self._part = options.get(b"name", b"").decode("utf-8", "replace")
            self._is_file = self._part == "file"
            if self._is_file:
                self.file_name = options.get(b"filename", b"").decode("utf-8", "replace")

    def _end(self) -> None:
        self.is_complete = True

    def _take(self, data: bytes, start: int, end: int) -> None:
        if self._is_file:
            self.write(data[start:end])
        elif self._part is not None:
            value = self.fields.get(self._part, b"") + data[start:end]
            if len(value) > LONGEST_FIELD or len(self.fields) > 20:
                raise UploadRefusedError(422, "The form holds more than a file and a few short fields.")
            self.fields[self._part] = value


async def _receive_form(request: Request, receiver: Receiver, boundary: bytes) -> None:
    try:
        parser = receiver.build_parser(boundary)
        async for chunk in request.stream():
            await asyncio.to_thread(parser.write, chunk)
        parser.finalize()
    except FormParserError:
        raise UploadRefusedError(422, "The form could not be read. Please load the page again.") from None
    if not receiver.is_complete:
        raise UploadRefusedError(422, CUT_SHORT)


def _check(receiver: Receiver) -> Received:
    if not receiver.size:
        raise UploadRefusedError(422, "Please choose a file; what arrived was empty.")
    fields = {name: value.decode("utf-8", "replace") for name, value in receiver.fields.items()}
    return Received(clean_name(receiver.file_name), receiver.size, fields)


def clean_name(name: str) -> str:
    """Return a file's own name for showing: no folders, no control characters, not too long."""
    last = re.split(r"[/\\]", name)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip()[:LONGEST_NAME]


def _too_large(largest: int) -> UploadRefusedError:
    return UploadRefusedError(
        413, f"This file is too large: at most {file_size(largest)} at a time. Please split it and send the parts."
    )

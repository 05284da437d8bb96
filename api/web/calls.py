"""What happened in one call? Its transcript with what was cited, and its fields."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.web import words
from api.web.addresses import TURNS_A_PAGE
from api.web.page import OnPage
from memory.vocabulary import Call, Field, Finding, Quote, Speaker, Turn
from tools.diagnosis.findings import find_fields

router = APIRouter()

# Longer turns are cut here, with a way to see all of them.
LONGEST_SHOWN = 2000
AROUND_A_QUOTE = 600
# Longer transcripts are shown, but not looked through while somebody waits for the page.
LONGEST_EXPLAINED = 100_000
LARGEST_NUMBER = 2_147_483_647

Place = Annotated[int, Query(ge=0, le=LARGEST_NUMBER)]
MaybePlace = Annotated[int | None, Query(ge=0, le=LARGEST_NUMBER)]


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn as a page shows it: its text in pieces, of which some were cited."""

    number: int
    speaker: str
    at: str | None
    pieces: tuple[tuple[str, bool], ...]
    is_cited: bool
    hidden: int
    starts_late: bool


@router.get("/projects/{project_id}/call")
async def show_call_by_query(
    page: OnPage,
    project_id: UUID,
    call_id: Annotated[str, Query(alias="id")],
    start: Place = 0,
    whole: MaybePlace = None,
) -> Response:
    """Show a call whose id would not survive in a path."""
    return await _show(page, project_id, call_id, start, whole)


@router.get("/projects/{project_id}/calls/{call_id:path}")
async def show_call(
    page: OnPage, project_id: UUID, call_id: str, start: Place = 0, whole: MaybePlace = None
) -> Response:
    """Show a call; `start` is the first turn shown of a long one, `whole` a turn to show in full."""
    return await _show(page, project_id, call_id, start, whole)


async def _show(page: OnPage, project_id: UUID, call_id: str, start: int, whole: int | None) -> Response:
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(project_id)
        record = await memory.calls.find(project_id, call_id)
        if record is None:
            raise LookupError("There is no such call in this project.")
        quotes = await memory.evidence.in_call(project_id, call_id)
        version = await memory.instructions.find(project_id, record.call.version or 0)
    call = record.call
    instructions = version.text if version else ""
    findings = await asyncio.to_thread(explain_missing, call, project.fields, instructions)
    turns = list(enumerate(call.transcript))[start : start + TURNS_A_PAGE]
    captured = {name: call.captured[name] for name in call.captured}
    known = {field.name for field in project.fields}
    return await page.show(
        "call.html",
        project=project,
        record=record,
        call=call,
        turns=[show_turn(number, turn, quotes, is_whole=number == whole) for number, turn in turns],
        start=start,
        step=TURNS_A_PAGE,
        captured=captured,
        findings=findings,
        others=sorted(set(captured) - known),
        cited=sorted({quote.turn for quote in quotes}),
        quotes=quotes,
    )


def explain_missing(call: Call, fields: Sequence[Field], instructions: str) -> dict[str, Finding]:
    """Return why fields were missed in a call, by the field's name, as far as rules can tell."""
    size = sum(len(turn.text) for turn in call.transcript)
    if not call.eligible or not 0 < size <= LONGEST_EXPLAINED:
        return {}
    return {found.field: found for found in find_fields(call, fields, instructions) if found.cause is not None}


def show_turn(number: int, turn: Turn, quotes: Sequence[Quote], *, is_whole: bool) -> ShownTurn:
    """Return a turn ready to be shown; a long one is cut around what was cited, unless `is_whole`."""
    spans = _spans(turn.text, [quote.text for quote in quotes if quote.turn == number])
    begin, end = 0, len(turn.text)
    if not is_whole and len(turn.text) > LONGEST_SHOWN:
        begin = max(0, spans[0][0] - AROUND_A_QUOTE) if spans else 0
        end = max(begin + LONGEST_SHOWN, spans[0][1] + AROUND_A_QUOTE) if spans else LONGEST_SHOWN
    return ShownTurn(
        number,
        "Agent" if turn.speaker == Speaker.AGENT else "Caller",
        None if turn.start_s is None else words.clock(turn.start_s),
        tuple(_cut(turn.text, spans, begin, min(end, len(turn.text)))),
        bool(spans),
        len(turn.text) - (min(end, len(turn.text)) - begin),
        begin > 0,
    )


def _spans(text: str, quotes: Sequence[str]) -> list[tuple[int, int]]:
    found = sorted((place, place + len(quote)) for quote in quotes if (place := text.find(quote)) >= 0)
    merged: list[tuple[int, int]] = []
    for begin, end in found:
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _cut(text: str, spans: Sequence[tuple[int, int]], begin: int, end: int) -> list[tuple[str, bool]]:
    pieces = []
    at = begin
    for start, stop in ((max(span[0], begin), min(span[1], end)) for span in spans):
        if start >= stop:
            continue
        pieces += [(text[at:start], False), (text[start:stop], True)]
        at = stop
    pieces.append((text[at:end], False))
    return [piece for piece in pieces if piece[0]]

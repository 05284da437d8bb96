"""What happened in one call? Its transcript with what was cited, its fields, and its recording."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from api.web import addresses
from api.web.addresses import TURNS_A_PAGE
from api.web.findings import describe_found, list_captured, quotes_of
from api.web.page import OnPage
from api.web.recordings import has_file
from api.web.turns import ShownTurn, show_turns
from graphs.analysing import Analysis, analyse_by_rules
from memory.vocabulary import Quote

router = APIRouter()

LARGEST_NUMBER = 2_147_483_647

PlaceNumber = Annotated[int, Query(ge=0, le=LARGEST_NUMBER)]
MaybePlace = Annotated[int | None, Query(ge=0, le=LARGEST_NUMBER)]


@dataclass(frozen=True, slots=True)
class View:
    """Which part of a long call is looked at.

    Attributes:
        start: The first turn shown.
        whole: A turn to show in full.
        heard: The first turn shown of what was heard on the recording.
    """

    start: PlaceNumber = 0
    whole: MaybePlace = None
    heard: PlaceNumber = 0


Viewed = Annotated[View, Depends()]


@router.get("/projects/{project_id}/call")
async def show_call_by_query(
    page: OnPage, project_id: UUID, call_id: Annotated[str, Query(alias="id")], view: Viewed
) -> Response:
    """Show a call whose id would not survive in a path."""
    return await _show(page, project_id, call_id, view)


@router.get("/projects/{project_id}/calls/{call_id:path}")
async def show_call(page: OnPage, project_id: UUID, call_id: str, view: Viewed) -> Response:
    """Show a call."""
    return await _show(page, project_id, call_id, view)


async def _show(page: OnPage, project_id: UUID, call_id: str, view: View) -> Response:
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(project_id)
        record = await memory.calls.find(project_id, call_id)
        if record is None:
            raise LookupError("There is no such call in this project.")
        quotes = await memory.evidence.in_call(project_id, call_id)
        recording = (await memory.recordings.of_calls(project_id, [call_id])).get(call_id)
        # What is no longer kept cannot be looked through again.
        kept = record.is_transcript_kept
        analysis = (await analyse_by_rules(memory, project, [record.call]))[0] if kept else None
    can_play = recording is not None and has_file(page, recording)
    call = analysis.call if analysis else record.call
    return await page.show(
        "call.html",
        project=project,
        record=record,
        call=call,
        view=view,
        step=TURNS_A_PAGE,
        found=(
            describe_found(
                project.fields, analysis, lambda turn: addresses.call(project_id, call_id, turn), can_play=can_play
            )
            if analysis
            else list_captured(project.fields, dict(call.captured))
        ),
        recording=recording,
        can_play=can_play,
        largest=page.asking.parts.recordings.largest_file,
        can_transcribe=page.asking.parts.backoffice.services.transcriber is not None,
        analysis=analysis,
        turns=_show_turns(analysis, quotes, view),
        heard_turns=_show_heard(analysis, view),
        cited=sorted({quote.turn for quote in quotes}),
        quotes=quotes,
        whole_address=lambda turn: addresses.call_with(project_id, call_id, view.start, turn),
    )


def _show_turns(analysis: Analysis | None, quotes: Sequence[Quote], view: View) -> list[ShownTurn]:
    if analysis is None:
        return []
    return show_turns(
        analysis.call.transcript,
        [*quotes, *quotes_of(analysis)],
        start=view.start,
        count=TURNS_A_PAGE,
        whole=view.whole,
        heard=analysis.heard if analysis.is_from_recording else None,
    )


def _show_heard(analysis: Analysis | None, view: View) -> list[ShownTurn]:
    """Return what was heard on the recording of a call that has a live transcript as well."""
    if analysis is None or analysis.heard is None or analysis.is_from_recording:
        return []
    heard = analysis.heard
    return show_turns(heard.as_transcript(), (), start=view.heard, count=TURNS_A_PAGE, is_cut=False, heard=heard)

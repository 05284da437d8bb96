"""`analyse`: what happened to each field in a call, in all calls, or on a recording, and why."""

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from api.analysis_shapes import analysis_shape
from api.bootstrap import Backoffice
from api.cli.session import (
    choose_organisation,
    find_project,
    find_readable,
    json_option,
    org_option,
    print_json,
    project_option,
    run,
    say,
)
from graphs.analysing import Analysis, analyse_by_rules, analyse_recording, ask_model
from graphs.services import Services
from memory.repositories.calls import CallRecord
from memory.repositories.projects import ProjectRecord
from memory.repositories.recordings import RecordingStatus

CALLS_AT_ONCE = 200
Document = dict[str, Any]


@click.command()
@click.argument("call_id", required=False)
@click.option("--all", "every", is_flag=True, help="All calls, one JSON object a line as they are done.")
@click.option("--audio", type=click.Path(path_type=Path), help="A recording: wav, mp3, flac, ogg or m4a.")
@org_option
@project_option
@json_option
def analyse(
    *, call_id: str | None, every: bool, audio: Path | None, org: str | None, project: str | None, as_json: bool
) -> None:
    """Say which fields a call captured, which not, why not, and in which words it shows."""
    if (call_id is not None) + every + (audio is not None) != 1:
        raise click.UsageError("Give one of: the id of a call, --all, or --audio FILE.")
    if audio is not None and project is None:
        raise click.UsageError("Say with --project P what the recording's calls are to capture.")
    if every:
        failed = run(lambda backoffice: _analyse_all(backoffice, org, project, as_json=as_json))
        if failed:
            raise click.exceptions.Exit(1)
        return
    if audio is not None:
        path = find_readable(audio)
        document = run(lambda backoffice: _analyse_audio(backoffice, org, str(project), path))
    else:
        document = run(lambda backoffice: _analyse_one(backoffice, org, project, str(call_id)))
    if as_json:
        print_json(document)
    else:
        _tell(document)


async def _analyse_one(backoffice: Backoffice, org: str | None, key: str | None, call_id: str) -> Document:
    org_id = await choose_organisation(backoffice, org)
    async with backoffice.database.open_memory(org_id) as memory:
        chosen = await find_project(memory, key) if key else None
        found = await memory.calls.find_by_call_id(call_id)
        found = [record for record in found if chosen is None or record.project_id == chosen.id]
        if not found:
            raise click.ClickException(f"There is no call {call_id}{f' in the project {key}' if key else ''}.")
        if len(found) > 1:
            names = ", ".join(sorted(record.project_key for record in found))
            raise click.UsageError(f"Several projects have a call {call_id} ({names}): say which with --project P.")
        project = await memory.projects.get(found[0].project_id)
    await _hear(backoffice.services, org_id, found)
    async with backoffice.database.open_memory(org_id) as memory:
        (analysis,) = await analyse_by_rules(memory, project, [found[0].call])
    analysis = await _ask(backoffice.services.for_one_pass(), org_id, project, analysis)
    return analysis_shape(project.key, analysis)


async def _analyse_all(backoffice: Backoffice, org: str | None, key: str | None, *, as_json: bool) -> bool:
    """Print the analysis of every call; return whether the model failed on the way."""
    org_id = await choose_organisation(backoffice, org)
    services = backoffice.services.for_one_pass()
    async with backoffice.database.open_memory(org_id) as memory:
        chosen = (await find_project(memory, key)).id if key else None
    done = 0
    async for project, analysis in _analyse_pages(services, org_id, chosen):
        document = analysis_shape(project.key, await _ask(services, org_id, project, analysis))
        if as_json:
            click.echo(json.dumps(document, ensure_ascii=False))
        else:
            click.echo(f"{project.key}  {document['call_id']}: {document['summary']}")
        done += 1
        if done % CALLS_AT_ONCE == 0:
            say(f"{done} calls analysed.")
    say(f"{done} calls analysed.")
    return False


async def _analyse_pages(
    services: Services, org_id: UUID, project_id: UUID | None
) -> AsyncIterator[tuple[ProjectRecord, Analysis]]:
    after: tuple[UUID, str] | None = None
    while True:
        async with services.database.open_memory(org_id) as memory:
            page = await memory.calls.in_order(project_id, after=after, limit=CALLS_AT_ONCE)
        if not page:
            return
        await _hear(services, org_id, page)
        analyses: list[tuple[ProjectRecord, Analysis]] = []
        async with services.database.open_memory(org_id) as memory:
            for found in dict.fromkeys(record.project_id for record in page):
                project = await memory.projects.get(found)
                calls = [record.call for record in page if record.project_id == found]
                analyses += [(project, one) for one in await analyse_by_rules(memory, project, calls)]
        for project, analysis in analyses:
            yield project, analysis
        after = (page[-1].project_id, page[-1].call.call_id)


async def _analyse_audio(backoffice: Backoffice, org: str | None, key: str, audio: Path) -> Document:
    from graphs.transcribing import NO_TRANSCRIBER, Arrived, take_in, transcribe
    from tools.transcription.problems import SoundProblem

    services = backoffice.services
    org_id = await choose_organisation(backoffice, org)
    async with backoffice.database.open_memory(org_id) as memory:
        project = await find_project(memory, key)
    try:
        recording_id = await take_in(services, org_id, project.id, Arrived(audio, audio.name, stays=True))
    except SoundProblem as problem:
        raise click.ClickException(f"{audio}: {problem.sentence}") from None
    async with backoffice.database.open_memory(org_id) as memory:
        recording = await memory.recordings.get(recording_id)
    if not recording.is_finished:
        if services.transcriber is None:
            raise click.ClickException(NO_TRANSCRIBER)
        recording = await transcribe(services, org_id, recording_id, _tell_share())
    if recording.status is not RecordingStatus.READY:
        raise click.ClickException(recording.problem or "The recording is being transcribed elsewhere just now.")
    async with backoffice.database.open_memory(org_id) as memory:
        analysis = await analyse_recording(memory, project, recording)
    return analysis_shape(project.key, await _ask(services.for_one_pass(), org_id, project, analysis))


async def _hear(services: Services, org_id: UUID, records: list[CallRecord]) -> None:
    """Transcribe the recordings of calls that lie on this machine and were not heard yet, if that is set up."""
    wanted = [record for record in records if record.recording]
    if not wanted or services.transcriber is None:
        return
    from graphs.transcribing import take_in_of_call, transcribe
    from tools.transcription.problems import SoundProblem

    for record in wanted:
        async with services.database.open_memory(org_id) as memory:
            known = await memory.recordings.of_calls(record.project_id, [record.call.call_id])
        recording = known.get(record.call.call_id)
        try:
            recording_id = recording.id if recording else await take_in_of_call(services, org_id, record)
        except SoundProblem as problem:
            say(f"The recording of {record.call.call_id} is not used: {problem.sentence}")
            continue
        if recording_id is not None and (recording is None or not recording.is_finished):
            heard = await transcribe(services, org_id, recording_id)
            say(f"The recording of {record.call.call_id}: {heard.problem or heard.status.value}.")


async def _ask(services: Services, org_id: UUID, project: ProjectRecord, analysis: Analysis) -> Analysis:
    if services.model is None:
        return analysis
    return await ask_model(services, org_id, project, analysis, services.model)


def _tell_share() -> Callable[[float], None]:
    told = -10

    def tell(share: float) -> None:
        nonlocal told
        percent = int(100 * share)
        if percent >= told + 10:
            told = percent
            say(f"Transcribing: {percent} %")

    return tell


def _tell(document: Document) -> None:
    click.echo(document["summary"])
    for field in document["fields"]:
        state = "captured" if field["captured"] else field["cause"] or "not captured"
        where = "" if field["turn"] is None else f"  (turn {field['turn']}: “{field['quote']}”)"
        click.echo(f"  {field['name']:<24} {state:<20} {field['confidence']:.0%}{where}")
        if field["readings"]:
            live, recording = field["readings"]["live"]["text"], field["readings"]["recording"]["text"]
            click.echo(f"  {'':<24} heard live “{live}”, on the recording “{recording}”")
    if document["note"]:
        click.echo(document["note"])
    for remark in (document["heard"] or {}).get("remarks", []):
        click.echo(remark)


COMMANDS = {"analyse": analyse}

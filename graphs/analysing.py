"""What happened in one call? Read once, kept, and read again only when something it rests on has changed."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING
from uuid import UUID

from graphs.services import Services
from memory.repositories.analyses import AnalysisRecord
from memory.repositories.projects import ProjectRecord
from memory.repositories.recordings import RecordingRecord, RecordingStatus
from memory.spoken import Mishearing, Transcription
from memory.unit import Memory
from memory.vocabulary import Call, CallStatus, Field, Finding
from tools.diagnosis.findings import find_fields, find_given
from tools.diagnosis.hearing import apply_readings, compare
from tools.diagnosis.settling import is_unsure

if TYPE_CHECKING:
    from agents.model_line import ModelLine

RULES = "rules 2"
"""The analyser's name without a model. The number goes up when the rules come to other findings."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """One call analysed, with what it was read from.

    Attributes:
        call: With the transcript that turns and quotes refer to.
        record: What was found.
        recording: Of this call, if there is one.
        heard: What was heard on it, if it was transcribed.
    """

    call: Call
    record: AnalysisRecord
    recording: RecordingRecord | None = None
    heard: Transcription | None = None

    @property
    def is_from_recording(self) -> bool:
        """Whether the transcript is the recording's, since no live one exists."""
        return self.heard is not None and self.call.transcript == self.heard.as_transcript()


@dataclass(frozen=True, slots=True)
class _Material:
    """All that one analysis rests on."""

    call: Call
    fields: tuple[Field, ...]
    instructions: str
    version: int
    recording: RecordingRecord | None
    heard: Transcription | None
    is_known: bool = True

    @property
    def basis(self) -> bytes:
        call = self.call
        read = (call.status, call.ended_reason, call.captured, call.transcript, self.fields, self.instructions)
        heard = (self.recording.id, self.recording.transcriber) if self.recording and self.heard else None
        return blake2b(repr((read, heard, self.is_known)).encode("utf-8", "surrogatepass"), digest_size=16).digest()


async def analyse_by_rules(
    memory: Memory, project: ProjectRecord, calls: Sequence[Call], version: int | None = None
) -> list[Analysis]:
    """Return the analyses of a project's calls, in their order; what is kept already is not worked out again.

    What a model found earlier is kept and preferred. `version` names the instructions to hold calls against whose
    own version is not known.
    """
    materials = await _gather(memory, project, calls, version)
    return await _analyse(memory, project, materials)


async def analyse_recording(memory: Memory, project: ProjectRecord, recording: RecordingRecord) -> Analysis:
    """Return the analysis of a recording that was transcribed, and of the call it belongs to if that is known.

    Without a call nobody knows what was captured: what was given and not disputed counts.
    """
    found = await memory.calls.find(project.id, recording.call_id) if recording.call_id else None
    if found is not None:
        return (await analyse_by_rules(memory, project, [found.call]))[0]
    heard = (await memory.recordings.heard_on([recording.id])).get(recording.id)
    if heard is None:
        raise LookupError("This recording has not been transcribed.")
    call = Call(
        call_id=recording.call_id or str(recording.id),
        started_at=recording.created_at,
        status=CallStatus.COMPLETED,
        duration_s=heard.duration_s,
        transcript=heard.as_transcript(),
    )
    current = await memory.instructions.current(project.id)
    material = _Material(call, project.fields, current.text, current.number, recording, heard, is_known=False)
    return (await _analyse(memory, project, [material]))[0]


async def ask_model(
    services: Services, org_id: UUID, project: ProjectRecord, analysis: Analysis, line: "ModelLine"
) -> Analysis:
    """Return an analysis with what a model says of the findings rules are not sure of; keep it.

    Whatever becomes of the model, the rules' findings stay, with a note that says so.
    """
    from agents.call_analyst import analyse_with_model
    from agents.models import ModelProblem

    record = analysis.record
    if record.analyser != RULES or not any(is_unsure(finding) for finding in record.findings):
        return analysis
    if not line.is_open:
        return replace(analysis, record=replace(record, note="The model failed repeatedly and is not asked for now."))
    async with services.database.open_memory(org_id) as memory:
        version = await memory.instructions.find(project.id, record.version)
    instructions = version.text if version else ""
    try:
        findings = await analyse_with_model(line, analysis.call, project.fields, instructions, record.findings)
    except ModelProblem as problem:
        return replace(analysis, record=replace(record, note=f"Found by rules alone: {problem.sentence}"))
    settled = replace(record, analyser=f"{RULES} and {line.settings.name}", findings=tuple(findings), note=None)
    async with services.database.open_memory(org_id) as memory:
        await memory.analyses.keep(project.id, [settled], {record.call_id: analysis.call.transcript})
    return replace(analysis, record=settled)


async def _gather(
    memory: Memory, project: ProjectRecord, calls: Sequence[Call], version: int | None
) -> list[_Material]:
    recordings = await memory.recordings.of_calls(project.id, [call.call_id for call in calls])
    ready = [one.id for one in recordings.values() if one.status is RecordingStatus.READY]
    heard_on = await memory.recordings.heard_on(ready) if ready else {}
    other = version or (await memory.instructions.current(project.id)).number
    texts: dict[int, str] = {}
    for number in {call.version or other for call in calls}:
        known = await memory.instructions.find(project.id, number)
        texts[number] = known.text if known else ""
    materials = []
    for call in calls:
        recording = recordings.get(call.call_id)
        heard = heard_on.get(recording.id) if recording else None
        read = replace(call, transcript=heard.as_transcript()) if heard and not call.transcript else call
        number = call.version or other
        materials.append(_Material(read, project.fields, texts[number], number, recording, heard))
    return materials


async def _analyse(memory: Memory, project: ProjectRecord, materials: Sequence[_Material]) -> list[Analysis]:
    transcripts = {material.call.call_id: material.call.transcript for material in materials}
    kept = _best(await memory.analyses.of_calls(project.id, transcripts))
    analyses, fresh = [], []
    for material in materials:
        basis = material.basis
        record = kept.get((material.call.call_id, material.version, basis))
        if record is None:
            # A call of hours takes a second: others are served meanwhile.
            record = await asyncio.to_thread(_read, material, basis)
            fresh.append(record)
        analyses.append(Analysis(material.call, record, material.recording, material.heard))
    await memory.analyses.keep(project.id, fresh, transcripts)
    return analyses


def _best(records: Iterable[AnalysisRecord]) -> Mapping[tuple[str, int, bytes], AnalysisRecord]:
    """Return the analyses of today's rules; of two of one call, the one that had a model."""
    ours = (record for record in records if record.analyser == RULES or record.analyser.startswith(f"{RULES} and "))
    ordered = sorted(ours, key=lambda record: len(record.analyser))
    return {(record.call_id, record.version, record.basis): record for record in ordered}


def _read(material: _Material, basis: bytes) -> AnalysisRecord:
    findings, misheard = read_call(material)
    return AnalysisRecord(
        call_id=material.call.call_id,
        analyser=RULES,
        version=material.version,
        basis=basis,
        findings=findings,
        call_started_at=material.call.started_at,
        misheard=misheard,
    )


def read_call(material: _Material) -> tuple[tuple[Finding, ...], tuple[Mishearing, ...]]:
    """Find out by rule what happened to each field, with the recording as witness where there is one."""
    call, heard = material.call, material.heard
    if not material.is_known:
        return tuple(find_given(call, material.fields, material.instructions)), ()
    findings = find_fields(call, material.fields, material.instructions)
    if heard is None or call.transcript == heard.as_transcript():
        return tuple(findings), ()
    compared = compare(call, heard, material.fields)
    return tuple(apply_readings(findings, compared.mishearings, compared.agreements)), compared.mishearings

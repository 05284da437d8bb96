"""What was found in single calls, kept so that no call is read twice for the same purpose."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from memory.models.analyses import analyses
from memory.repositories.rows import Repository
from memory.spoken import Mishearing
from memory.vocabulary import Cause, Finding, FindingSource, Reading, Readings, Turn

MOST_ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class AnalysisRecord:
    """One call analysed.

    Attributes:
        analyser: Which rules, and which model beside them.
        version: Of the instructions; 0: not known.
        basis: Digest of all that was read; of use only while the call, its fields and its recording are as they were.
        findings: One for each field of the project.
        misheard: What the recording shows the live transcript to have got wrong.
        note: What a person should know of how this was made.
    """

    call_id: str
    analyser: str
    version: int
    basis: bytes
    findings: tuple[Finding, ...]
    call_started_at: datetime
    misheard: tuple[Mishearing, ...] = ()
    note: str | None = None


class Analyses(Repository):
    """Reads and writes of analyses: one row for each call, analyser and version of the instructions."""

    async def of_calls(self, project_id: UUID, transcripts: Mapping[str, Sequence[Turn]]) -> list[AnalysisRecord]:
        """Return all that is kept of these calls; quotes are cut from the transcripts given, by call."""
        statement = select(analyses).where(
            analyses.c.project_id == project_id, analyses.c.call_id.in_(transcripts.keys())
        )
        return [_to_record(row, transcripts[row["call_id"]]) for row in await self._all(statement)]

    async def keep(
        self, project_id: UUID, records: Sequence[AnalysisRecord], transcripts: Mapping[str, Sequence[Turn]]
    ) -> None:
        """Keep analyses; what was kept for the same call, analyser and version goes.

        A quote that does not stand word for word in its turn is not kept.
        """
        ordered = sorted(records, key=lambda one: one.call_id)
        rows = [self._to_row(project_id, record, transcripts[record.call_id]) for record in ordered]
        statement = insert(analyses)
        replaced = {name: statement.excluded[name] for name in ("basis", "findings", "mishearings", "note")}
        keeping = statement.on_conflict_do_update(
            index_elements=["org_id", "project_id", "call_id", "analyser", "version"],
            set_={**replaced, "made_at": func.now()},
        )
        for start in range(0, len(rows), MOST_ROWS_AT_ONCE):
            await self.connection.execute(keeping, rows[start : start + MOST_ROWS_AT_ONCE])

    async def drop_before(self, moment: datetime) -> int:
        """Drop the analyses of calls that started earlier; return how many there were."""
        result = await self.connection.execute(delete(analyses).where(analyses.c.call_started_at < moment))
        return result.rowcount

    def _to_row(self, project_id: UUID, record: AnalysisRecord, transcript: Sequence[Turn]) -> dict[str, Any]:
        return {
            "org_id": self.org_id,
            "project_id": project_id,
            "call_id": record.call_id,
            "analyser": record.analyser,
            "version": record.version,
            "basis": record.basis,
            "findings": [_as_plain(finding, transcript) for finding in record.findings],
            "mishearings": [asdict(one) for one in record.misheard],
            "note": record.note,
            "call_started_at": record.call_started_at,
        }


def _as_plain(finding: Finding, transcript: Sequence[Turn]) -> dict[str, Any]:
    """Return a finding with the place of its quote; the words stand in the transcript."""
    plain: dict[str, Any] = {"field": finding.field, "confidence": round(finding.confidence, 4)}
    if finding.captured:
        plain["captured"] = True
    if finding.cause is not None:
        plain["cause"] = finding.cause.value
    if finding.turn is not None and finding.quote and finding.turn < len(transcript):
        start = transcript[finding.turn].text.find(finding.quote)
        if start >= 0:
            plain |= {"turn": finding.turn, "start": start, "length": len(finding.quote)}
    if finding.source is not FindingSource.RULES:
        plain["source"] = finding.source.value
    if finding.readings is not None:
        plain["readings"] = asdict(finding.readings)
    return plain


def _to_record(row: RowMapping, transcript: Sequence[Turn]) -> AnalysisRecord:
    return AnalysisRecord(
        call_id=row["call_id"],
        analyser=row["analyser"],
        version=row["version"],
        basis=row["basis"],
        findings=tuple(_to_findings(row["call_id"], row["findings"], transcript)),
        call_started_at=row["call_started_at"],
        misheard=tuple(
            Mishearing(
                one["field"],
                one["turn"],
                one["quote"],
                _to_readings(one["readings"]),
                one["confidence"],
                one["captured"],
            )
            for one in row["mishearings"]
        ),
        note=row["note"],
    )


def _to_findings(call_id: str, plain: Iterable[Mapping[str, Any]], transcript: Sequence[Turn]) -> Iterable[Finding]:
    for one in plain:
        turn, quote = one.get("turn"), None
        if turn is not None and turn < len(transcript):
            quote = transcript[turn].text[one["start"] : one["start"] + one["length"]]
        yield Finding(
            call_id,
            one["field"],
            one.get("captured", False),
            Cause(one["cause"]) if "cause" in one else None,
            turn if quote else None,
            quote or None,
            one["confidence"],
            FindingSource(one.get("source", FindingSource.RULES)),
            _to_readings(one["readings"]) if "readings" in one else None,
        )


def _to_readings(plain: Mapping[str, Any]) -> Readings:
    return Readings(Reading(**plain["live"]), Reading(**plain["recording"]))

"""What the optimizer may look up: one project and one issue of it, read from the tables, without personal data."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from agents.analyst_view import ShownCall, build_redactor
from agents.prompting import as_one_line
from graphs.analysing import analyse_by_rules
from graphs.recalling import find_by_meaning
from graphs.services import Services
from graphs.snapshots import Taken
from knowledge_base.advice import find_advice
from memory.drafts import PastSuggestion, RateSpan
from memory.unit import Memory
from memory.vocabulary import Call, Metric
from tools.calls import CallView
from tools.diagnosis.proofs import Witness
from tools.projects import Advice, CallLine, Outcome

MOST_FOUND = 5
_LONGEST_NOTE = 120


@dataclass(slots=True)
class DatabaseProjectView:
    """A `tools.projects.ProjectView` over the tables. `seen` are the calls whose words it has shown."""

    services: Services
    org_id: UUID
    taken: Taken
    seen: set[str] = field(default_factory=set)

    async def rates(self) -> Sequence[RateSpan]:
        """Return how often the metric was good under each version."""
        return self.taken.snapshot.rates

    async def list_calls(self, outcome: Outcome, limit: int) -> Sequence[CallLine]:
        """Return the latest calls of an outcome, with what was missed in them and why."""
        async with self.services.database.open_memory(self.org_id) as memory:
            calls = await self._find_calls(memory, outcome, limit)
            project = await memory.projects.get(self._project_id)
            analyses = await analyse_by_rules(memory, project, calls, self.taken.snapshot.base_version)
        missing = {one.name for one in self.taken.snapshot.missing}
        return [
            CallLine(
                one.call.call_id,
                len(one.call.transcript),
                one.call.duration_s,
                as_one_line(
                    ", ".join(
                        f"{found.field}: {found.cause.value.replace('_', ' ') if found.cause else 'captured'}"
                        for found in one.record.findings
                        if found.field in missing
                    ),
                    _LONGEST_NOTE,
                ),
            )
            for one in analyses
        ]

    async def read_call(self, call_id: str) -> CallView | None:
        """Return a call of this project without personal data; it is no proof for what is drafted from now on."""
        async with self.services.database.open_memory(self.org_id) as memory:
            found = await memory.calls.find(self._project_id, call_id)
        if found is None or not found.call.transcript:
            return None
        self.seen.add(call_id)
        snapshot = self.taken.snapshot

        def show(call: Call) -> CallView:
            redactor = build_redactor(call, snapshot.fields, snapshot.instructions)
            return ShownCall(call, Witness(call, snapshot.fields), snapshot.fields, redactor).view

        return await asyncio.to_thread(show, found.call)

    async def find_suggestions(self, words: str) -> Sequence[PastSuggestion]:
        """Return past suggestions close in meaning to the words."""
        return await find_by_meaning(self.services, self.org_id, words, seen_from=self._project_id, limit=MOST_FOUND)

    async def find_advice(self, words: str) -> Sequence[Advice]:
        """Return best practices that speak of the words."""
        return [Advice(one.title, one.text) for one in find_advice(words)]

    @property
    def _project_id(self) -> UUID:
        return self.taken.issues[0].project_id

    async def _find_calls(self, memory: Memory, outcome: Outcome, limit: int) -> list[Call]:
        issue, snapshot = self.taken.issues[0], self.taken.snapshot
        if outcome in {Outcome.MISSED, Outcome.FAILED}:
            by_field = outcome is Outcome.MISSED and bool(snapshot.missing)
            return await memory.calls.behind(
                issue.project_id,
                Metric.CAPTURE if by_field else Metric.SUCCESS,
                field=snapshot.missing[0].name if by_field else "",
                version=snapshot.base_version,
                since=None,
                until=None,
                limit=limit,
            )
        required = [one.name for one in snapshot.missing] if outcome is Outcome.CAPTURED else []
        found = await memory.calls.that_went_well(
            issue.project_id, required=required, version=snapshot.base_version, until=None, limit=4 * limit
        )
        return [call for call in found if outcome is Outcome.CAPTURED or call.success][:limit]

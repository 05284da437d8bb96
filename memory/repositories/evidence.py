"""Words that stand in calls, shown as proof. The only place they are kept apart from the calls."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import ColumnElement, delete, insert, select

from memory.models.issues import evidence
from memory.repositories.calls import Calls
from memory.repositories.rows import Repository, new_id
from memory.vocabulary import Quote


class EvidenceQuotes(Repository):
    """Reads and writes of quotes; what does not stand word for word in its turn is not stored."""

    async def replace_for_issue(self, project_id: UUID, issue_id: UUID, quotes: Iterable[Quote]) -> None:
        """Make `quotes` the proof of an issue's diagnosis."""
        await self.connection.execute(delete(evidence).where(evidence.c.issue_id == issue_id))
        await self._add(project_id, quotes, issue_id=issue_id)

    async def add_for_suggestion(self, project_id: UUID, suggestion_id: UUID, quotes: Iterable[Quote]) -> None:
        """Make `quotes` the proof of a suggestion."""
        await self._add(project_id, quotes, suggestion_id=suggestion_id)

    async def replace_for_referral(self, project_id: UUID, referral_id: UUID, quotes: Iterable[Quote]) -> None:
        """Make `quotes` the proof of a referral."""
        await self.connection.execute(delete(evidence).where(evidence.c.referral_id == referral_id))
        await self._add(project_id, quotes, referral_id=referral_id)

    async def of_referral(self, referral_id: UUID) -> list[Quote]:
        """Return a referral's quotes in the order they were given."""
        return await self._read(evidence.c.referral_id == referral_id)

    async def of_issue(self, issue_id: UUID) -> list[Quote]:
        """Return an issue's quotes in the order they were given."""
        return await self._read(evidence.c.issue_id == issue_id)

    async def of_suggestion(self, suggestion_id: UUID) -> list[Quote]:
        """Return a suggestion's quotes in the order they were given."""
        return await self._read(evidence.c.suggestion_id == suggestion_id)

    async def in_call(self, project_id: UUID, call_id: str) -> list[Quote]:
        """Return everything that was quoted from a call."""
        return await self._read((evidence.c.project_id == project_id) & (evidence.c.call_id == call_id))

    async def _read(self, condition: ColumnElement[bool]) -> list[Quote]:
        rows = await self._all(select(evidence).where(condition).order_by(evidence.c.id))
        return [Quote(row["call_id"], row["turn"], row["text"]) for row in rows]

    async def _add(self, project_id: UUID, quotes: Iterable[Quote], **belongs_to: UUID) -> None:
        wanted = list(quotes)
        known = await Calls(self.connection, self.org_id).transcripts(project_id, [quote.call_id for quote in wanted])
        rows = []
        for quote in wanted:
            turns = known[quote.call_id].transcript if quote.call_id in known else ()
            start = turns[quote.turn].text.find(quote.text) if 0 <= quote.turn < len(turns) else -1
            if start >= 0 and quote.text:
                place = {"call_id": quote.call_id, "turn": quote.turn, "text": quote.text}
                span = {"span_start": start, "span_end": start + len(quote.text)}
                rows.append({"org_id": self.org_id, "id": new_id(), "project_id": project_id, **place, **span})
        if rows:
            await self.connection.execute(insert(evidence), [{**row, **belongs_to} for row in rows])

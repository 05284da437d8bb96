"""What was suggested before, what people said to it and what it brought: found by cause, field, kind and meaning."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, Select, and_, desc, select, true
from sqlalchemy.dialects.postgresql import insert

from memory.drafts import PastSuggestion
from memory.models.projects import instruction_versions, projects
from memory.models.remembering import outcomes, suggestion_meanings
from memory.models.suggestions import decisions, suggestions
from memory.repositories.rows import Repository
from memory.repositories.vectors import distance, is_comparable, to_likeness, to_unit
from memory.surroundings import find_surroundings
from memory.vocabulary import Cause, Estimate, SuggestionStatus

MOST_FOUND = 100
MOST_REJECTED = 500
TURNED_DOWN = (SuggestionStatus.REJECTED, SuggestionStatus.ROLLED_BACK)
# Of a normal distribution: between them lie 80 % of it.
EIGHTY_PERCENT = 1.2816


@dataclass(frozen=True, slots=True)
class Unremembered:
    """A suggestion that cannot be found by meaning yet, with what its meaning is written from."""

    suggestion_id: UUID
    kind: str
    cause: Cause
    fields: tuple[str, ...]
    added: str


class Past(Repository):
    """Reads of past suggestions, and their meanings."""

    async def remember(self, suggestion_id: UUID, model: str, embedding: Sequence[float], text: str) -> None:
        """Store the meaning of a suggestion under a model; what was stored under it goes.

        Nothing is stored where there is no such suggestion any more: embedding takes its time.

        Raises:
            ValueError: The vector has no length, or numbers that are none.
        """
        # Held, so that it is still there when its meaning is stored.
        there = (
            select(suggestions.c.id).where(suggestions.c.id == suggestion_id).with_for_update(read=True, key_share=True)
        )
        values = {"embedding": to_unit(embedding), "text": text}
        if await self._first(there) is None:
            return
        key = {"org_id": self.org_id, "suggestion_id": suggestion_id, "model": model}
        storing = insert(suggestion_meanings).values({**key, **values})
        await self.connection.execute(storing.on_conflict_do_update(index_elements=list(key), set_=values))

    async def unremembered(self, model: str, limit: int = 100) -> list[Unremembered]:
        """Return suggestions without a meaning under this model, newest first."""
        known = select(suggestion_meanings.c.suggestion_id).where(
            suggestion_meanings.c.suggestion_id == suggestions.c.id, suggestion_meanings.c.model == model
        )
        columns = (suggestions.c[name] for name in ("id", "kind", "cause", "fields", "edits"))
        statement = select(*columns).where(~known.exists()).order_by(suggestions.c.id.desc()).limit(limit)
        return [
            Unremembered(row["id"], row["kind"], Cause(row["cause"]), tuple(row["fields"]), _join_added(row["edits"]))
            for row in await self._all(statement)
        ]

    async def search(  # noqa: PLR0913 - a filter each
        self,
        *,
        cause: Cause | None = None,
        field: str | None = None,
        kind: str | None = None,
        project_id: UUID | None = None,
        seen_from: UUID | None = None,
        embedding: Sequence[float] | None = None,
        model: str | None = None,
        statuses: Iterable[SuggestionStatus] | None = None,
        limit: int = 10,
    ) -> list[PastSuggestion]:
        """Return past suggestions of the organisation: the closest in meaning first, else the newest.

        Args:
            cause: Only those against this cause.
            field: Only those for this field, among others.
            kind: Only this kind of edit.
            project_id: Only those of this project.
            seen_from: The project that asks, to which `is_same_project` refers; absent: `project_id`.
            embedding: What to look for; every suggestion with a meaning under `model` is compared with it.
            model: The name of what embedded it; needed with `embedding`.
            statuses: Only those that stand so.
            limit: How many, at most `MOST_FOUND`.

        Raises:
            ValueError: There is an embedding without a model, or it has no length.
        """
        statement = _joined()
        wanted = {"cause": cause, "kind": kind, "project_id": project_id}
        for name, value in wanted.items():
            if value is not None:
                statement = statement.where(suggestions.c[name] == value)
        if field is not None:
            statement = statement.where(suggestions.c.fields.contains([field]))
        if statuses is not None:
            statement = statement.where(suggestions.c.status.in_([status.value for status in statuses]))
        if embedding is not None:
            statement = _nearest(statement, embedding, model)
        else:
            statement = statement.order_by(suggestions.c.created_at.desc(), suggestions.c.id.desc())
        rows = await self._all(statement.limit(max(0, min(limit, MOST_FOUND))))
        return [_to_past(row, seen_from or project_id) for row in rows]

    async def rejected_of(self, project_id: UUID) -> list[PastSuggestion]:
        """Return what people rejected or rolled back in a project, newest first, with the lines it stood in."""
        standing = suggestions.c.status.in_([status.value for status in TURNED_DOWN])
        statement = _joined().where(suggestions.c.project_id == project_id, standing)
        rows = await self._all(statement.order_by(suggestions.c.id.desc()).limit(MOST_REJECTED))
        around = await self._find_surroundings(project_id, rows)
        return [replace(_to_past(row, project_id), around=around.get(row["id"], ())) for row in rows]

    async def _find_surroundings(self, project_id: UUID, rows: Sequence[RowMapping]) -> dict[UUID, tuple[str, ...]]:
        """Return the lines in which the edits stood, by suggestion."""
        of_version = defaultdict(list)
        for row in rows:
            of_version[row["base_version"]].append(row)
        found = {}
        # One text at a time: each may be long, and many suggestions rest on the same.
        for number, resting in of_version.items():
            version = select(instruction_versions.c.text).where(
                instruction_versions.c.project_id == project_id, instruction_versions.c.number == number
            )
            text = await self.connection.scalar(version)
            for row in resting:
                anchors = [edit["anchor"] for edit in row["edits"]]
                found[row["id"]] = find_surroundings(text or "", anchors)
        return found


def _joined() -> Select[Any]:
    same_project = and_(projects.c.org_id == suggestions.c.org_id, projects.c.id == suggestions.c.project_id)
    of_it = and_(decisions.c.org_id == suggestions.c.org_id, decisions.c.suggestion_id == suggestions.c.id)
    # Undoing an acceptance is the second decision, and the one that counts.
    latest = (
        select(decisions.c.kind, decisions.c.reason, decisions.c.decided_at)
        .where(of_it)
        .order_by(desc(decisions.c.kind == "roll_back"), decisions.c.decided_at.desc())
        .limit(1)
        .lateral("latest")
    )
    measured, replayed = outcomes.alias("measured"), outcomes.alias("replayed")
    names = ("id", "project_id", "issue_id", "cause", "kind", "fields", "status", "edits", "base_version", "missed")
    columns = [suggestions.c[name] for name in names]
    decided = (latest.c.kind.label("decision"), latest.c.reason, latest.c.decided_at)
    brought = [
        of[name].label(f"{prefix}_{name}")
        for prefix, of in (("measured", measured.c), ("replayed", replayed.c))
        for name in ("effect", "standard_error", "calls")
    ]

    def brought_by(table: Any, kind: str) -> Any:  # noqa: ANN401 - an alias and a condition, which SQLAlchemy does not name
        same = and_(table.c.org_id == suggestions.c.org_id, table.c.suggestion_id == suggestions.c.id)
        return and_(same, table.c.kind == kind)

    return (
        select(*columns, projects.c.name.label("project_name"), *decided, *brought)
        .join(projects, same_project)
        .join(latest, true(), isouter=True)
        .join(measured, brought_by(measured, "measured"), isouter=True)
        .join(replayed, brought_by(replayed, "replay"), isouter=True)
    )


def _nearest(statement: Select[Any], embedding: Sequence[float], model: str | None) -> Select[Any]:
    if model is None:
        raise ValueError("Vectors are compared only with those of their own model, which must be named.")
    meanings = suggestion_meanings.c
    same = and_(meanings.org_id == suggestions.c.org_id, meanings.suggestion_id == suggestions.c.id)
    away = distance(meanings.embedding, embedding)
    return (
        statement.add_columns(away.label("away"))
        .join(suggestion_meanings, same)
        .where(is_comparable(meanings.model, meanings.embedding, model, len(embedding)))
        .order_by(away, suggestions.c.id.desc())
    )


def _to_past(row: RowMapping, seen_from: UUID | None) -> PastSuggestion:
    return PastSuggestion(
        suggestion_id=str(row["id"]),
        project_name=row["project_name"],
        is_same_project=row["project_id"] == seen_from,
        cause=Cause(row["cause"]),
        kind=row["kind"],
        fields=tuple(row["fields"]),
        status=SuggestionStatus(row["status"]),
        added=_join_added(row["edits"]),
        base_version=row["base_version"],
        missed=row["missed"] or 0,
        reason=row["reason"],
        decided_at=row["decided_at"],
        measured=_to_estimate(row, "measured", "Measured on"),
        likeness=to_likeness(row["away"]) if "away" in row else None,
        decision=row["decision"],
        replayed=_to_estimate(row, "replayed", "Expected from a replay of"),
        issue_id=str(row["issue_id"]),
    )


def _to_estimate(row: RowMapping, prefix: str, basis: str) -> Estimate | None:
    effect, error = row[f"{prefix}_effect"], row[f"{prefix}_standard_error"]
    if effect is None:
        return None
    half = EIGHTY_PERCENT * error
    return Estimate(effect - half, effect, effect + half, f"{basis} {row[f'{prefix}_calls']:,} calls; 80 % interval.")


def _join_added(edits: Iterable[dict[str, Any]]) -> str:
    return "\n".join(edit["text"] for edit in edits if edit["op"] != "delete")

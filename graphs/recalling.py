"""What was suggested before that means nearly the same? Meanings are kept once, and compared in the database."""

import asyncio
from collections.abc import Callable, Sequence
from uuid import UUID

from graphs.services import Services
from knowledge_base.embeddings.likeness import build_likeness
from knowledge_base.embeddings.port import Embedder, EmbedderProblem
from memory.drafts import PastSuggestion
from tools.recall import write_meaning

MOST_AT_ONCE = 200


async def remember_all(services: Services, org_id: UUID) -> int:
    """Give every suggestion and preference its meaning that has none yet; return how many were given one."""
    embedder = services.embedder
    if embedder is None:
        return 0
    async with services.database.open_memory(org_id) as memory:
        suggestions = await memory.past.unremembered(embedder.name, MOST_AT_ONCE)
        preferences = await memory.preferences.unremembered(embedder.name, MOST_AT_ONCE)
    texts = [write_meaning(one.kind, one.cause, one.fields, one.added) for one in suggestions]
    texts += [one.text for one in preferences]
    if not texts:
        return 0
    vectors = await _embed(embedder, texts)
    if vectors is None:
        return 0
    async with services.database.open_memory(org_id) as memory:
        for place, one in enumerate(suggestions):
            await memory.past.remember(one.suggestion_id, embedder.name, vectors[place], texts[place])
        for said, vector in zip(preferences, vectors[len(suggestions) :], strict=True):
            await memory.preferences.remember(said.id, embedder.name, vector)
    return len(texts)


async def find_by_meaning(
    services: Services, org_id: UUID, words: str, *, seen_from: UUID | None = None, limit: int = 10
) -> list[PastSuggestion]:
    """Return the organisation's past suggestions closest to the words; the newest where nothing can embed them."""
    embedder = services.embedder
    await remember_all(services, org_id)
    vectors = None if embedder is None else await _embed(embedder, [words])
    async with services.database.open_memory(org_id) as memory:
        if embedder is None or vectors is None:
            return await memory.past.search(seen_from=seen_from, limit=limit)
        return await memory.past.search(embedding=vectors[0], model=embedder.name, seen_from=seen_from, limit=limit)


def find_likeness(services: Services) -> Callable[[str, str], float] | None:
    """Return what compares two texts by meaning, or None where nothing can; it takes a thread of its own."""
    if services.embedder is None:
        return None
    compare = build_likeness(services.embedder)

    def likeness(one: str, other: str) -> float:
        try:
            return compare(one, other)
        except EmbedderProblem:
            return 0.0

    return likeness


async def _embed(embedder: Embedder, texts: Sequence[str]) -> list[list[float]] | None:
    try:
        return await asyncio.to_thread(embedder.embed, texts)
    except EmbedderProblem:
        return None

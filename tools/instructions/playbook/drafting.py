"""Which drafts does the playbook have for a diagnosed problem, without asking any model?"""

from collections.abc import Callable, Iterator, Sequence

from memory.drafts import Draft, Snapshot
from memory.vocabulary import Cause
from tools.instructions.guardrails import check_draft, list_allowed_words
from tools.instructions.outline import read_outline
from tools.instructions.playbook.amending import plan_clarifying, plan_following_up, plan_reading_back
from tools.instructions.playbook.asking import plan_asking
from tools.instructions.playbook.field_phrases import Phrase, phrase_field
from tools.instructions.playbook.language import is_plainly_not_english
from tools.instructions.playbook.moving import plan_earlier_asking
from tools.instructions.playbook.plan import Plan
from tools.instructions.playbook.rationale import explain
from tools.instructions.playbook.requests import RequestFinder
from tools.instructions.protected import ProtectedReason, find_protected

DRAFTED_BY = "playbook"
MOST_DRAFTS = 3

_Planner = Callable[[RequestFinder, Sequence[Phrase]], Iterator[Plan]]
# The other causes are not the instructions' doing, or no business of theirs: nobody is pressed to tell what
# they refused or do not know.
_PLANNERS: dict[Cause, _Planner] = {
    Cause.NOT_ASKED: plan_asking,
    Cause.ASKED_UNCLEARLY: plan_clarifying,
    Cause.NOT_FOLLOWED_UP: plan_following_up,
    Cause.MISHEARD: plan_reading_back,
    Cause.CALL_ENDED_FIRST: plan_earlier_asking,
}


def draft_from_playbook(snapshot: Snapshot) -> list[Draft]:
    """Return drafts for the fields in `snapshot.missing`, best first; all have passed the guardrails.

    Nothing is drafted where the cause is not mended by instructions, where the instructions are empty or
    plainly not English (the playbook speaks English only), or where the questions already stand as they
    should. Left out are fields that the instructions say not to ask for, those whose names and descriptions
    hold no words, and the last of many where the text would grow too much.
    """
    planner = _PLANNERS.get(snapshot.cause)
    if planner is None or not snapshot.instructions.strip() or is_plainly_not_english(snapshot.instructions):
        return []
    finder = _build_finder(snapshot)
    for plain in (False, True):
        named = [phrase_field(field, snapshot.goal, plain=plain) for field in snapshot.missing]
        phrases = [phrase for phrase in named if phrase and not finder.is_forbidden(phrase.field)]
        for most in dict.fromkeys((len(phrases), len(phrases) // 2, 1)):
            drafts = list(_draft(snapshot, planner, finder, phrases[:most])) if most else []
            if drafts:
                return drafts
    return []


def _build_finder(snapshot: Snapshot) -> RequestFinder:
    marked = [
        (part.start, part.end)
        for part in find_protected(snapshot.instructions)
        if part.reason is ProtectedReason.MARKED
    ]
    fields = {field.name: field for field in (*snapshot.fields, *snapshot.missing)}
    return RequestFinder(read_outline(snapshot.instructions, marked), list(fields.values()))


def _draft(snapshot: Snapshot, planner: _Planner, finder: RequestFinder, phrases: Sequence[Phrase]) -> Iterator[Draft]:
    seen: set[tuple[object, ...]] = set()
    for plan in planner(finder, phrases):
        if plan.edits in seen or len(seen) == MOST_DRAFTS:
            continue
        seen.add(plan.edits)
        refusals = check_draft(
            snapshot.instructions,
            plan.edits,
            caller_words=[quote.text for quote in snapshot.quotes],
            allowed_words=list_allowed_words(snapshot),
            missing=snapshot.missing,
            cause=snapshot.cause,
        )
        if not refusals:
            yield Draft(plan.edits, explain(snapshot, phrases, plan.change), plan.kind, DRAFTED_BY)

"""How do instructions come to ask for fields that agents never ask for?"""

import re
from collections.abc import Callable, Iterator, Sequence

from memory.vocabulary import Edit, EditOp
from tools.instructions.anchors import find_anchor_starting_at
from tools.instructions.playbook.field_phrases import Phrase
from tools.instructions.playbook.placing import add_sentence, add_to_item, as_sentence
from tools.instructions.playbook.plan import Plan
from tools.instructions.playbook.requests import Request, RequestFinder
from tools.instructions.playbook.sites import ask_at_the_end, ask_in_list, ask_in_sentence, ask_in_steps, end_of_step

ASK_FOR_FIELD = "ask_for_field"
INSIST_ON_FIELD = "insist_on_field"

_ONLY_WHEN = re.compile(r"only (?:when|if|where|once)\b[^:]{5,200}\bask\b", re.IGNORECASE)
_SITES: tuple[tuple[Callable[[RequestFinder, Sequence[Phrase]], list[Edit] | None], str], ...] = (
    (ask_in_list, "adds {what} to the list of things to ask for"),
    (ask_in_steps, "adds {what} to the steps, after the others that ask"),
    (ask_in_sentence, "adds {what} after the other questions"),
    (ask_at_the_end, "adds {what} at the end of the instructions"),
)


def plan_asking(finder: RequestFinder, phrases: Sequence[Phrase]) -> Iterator[Plan]:
    """Yield ways to have the fields asked for, best first.

    A field the instructions ask for already is not asked for twice: the agent is told not to leave it out,
    and a condition that keeps the question back is lifted.
    """
    requests = {phrase.field.name: finder.find_request(phrase.field) for phrase in phrases}
    new = [phrase for phrase in phrases if requests[phrase.field.name] is None]
    insisting: list[Edit] = []
    for phrase in phrases:
        request = requests[phrase.field.name]
        edit = _insist(finder, phrase, request) if request else None
        insisting += [edit] if edit else []
    if not new:
        if insisting:
            change = "tells the agent to ask every time, unless the caller has already said it"
            yield Plan(INSIST_ON_FIELD, tuple(insisting), change)
        return
    what = "the question" if len(new) == 1 else "the questions"
    # At one place, what belongs to the old question comes before the new one.
    for ask, change in _SITES:
        edits = ask(finder, new)
        if edits:
            yield Plan(ASK_FOR_FIELD, (*insisting, *edits), change.format(what=what))


def _insist(finder: RequestFinder, phrase: Phrase, request: Request) -> Edit | None:
    outline = finder.outline
    if request.asking_list:
        item = next(one for one in request.asking_list.items if one.first == request.sentence.line)
        return add_to_item(outline, item, "always ask this unless the caller has already said it")
    old = outline.text[request.sentence.start : request.sentence.end]
    is_alone = len(finder.fields_in(request.sentence.start, request.sentence.end)) == 1
    if is_alone and _ONLY_WHEN.match(old):
        new = as_sentence(f"{phrase.request}, unless the caller has already said it")
        anchor = find_anchor_starting_at(outline.text, request.sentence.start, request.sentence.end)
        return Edit(EditOp.REPLACE, anchor, new + anchor[len(old) :]) if anchor else None
    this = "ask this" if finder.asks(request.sentence) else phrase.request
    if finder.is_conditional(request.sentence):
        return add_sentence(outline, request.sentence, "do not leave this question out when it applies")
    return add_sentence(
        outline, end_of_step(finder, request.sentence), f"always {this}, unless the caller has already said it"
    )

"""Random drafts for given instructions: careful ones, careless ones and hostile ones."""

from collections.abc import Callable
from random import Random

from evals.suites.edits.instructions import Instructions
from evals.suites.edits.materials import ADDITIONS, ELSEWHERE, HOSTILE, SENTENCES, VARIABLES
from memory.drafts import Snapshot
from memory.vocabulary import Cause, Edit, EditOp, Field, FieldType
from tools.instructions.composing import compose_edits
from tools.instructions.edits import EditRefused, derive_edits
from tools.instructions.playbook import draft_from_playbook

FIELDS = (
    Field("full_name", "Full name", FieldType.NAME),
    Field("email", "Caller's e-mail address", FieldType.EMAIL),
    Field("phone_number", "Phone number of the caller", FieldType.PHONE),
    Field("visit_date", "Preferred date", FieldType.DATE),
    Field("plan", "Insurance plan", FieldType.CHOICE, choices=("Basic", "Plus", "Gold")),
    Field("reason", "Reason for the visit"),
)
_CAUSES = (Cause.NOT_ASKED, Cause.ASKED_UNCLEARLY, Cause.NOT_FOLLOWED_UP, Cause.MISHEARD, Cause.CALL_ENDED_FIRST)
_LONGEST_ANCHOR = 120


def draw_edits(chooser: Random, instructions: Instructions) -> tuple[str, tuple[Edit, ...]]:
    """Return the kind of a draft and its edits, none where that kind has nothing for such instructions."""
    kind = chooser.choices([*_KINDS], weights=[weight for weight, _ in _KINDS.values()])[0]
    try:
        return kind, _KINDS[kind][1](chooser, instructions.text)
    except EditRefused:
        return kind, ()


def _from_playbook(chooser: Random, text: str) -> tuple[Edit, ...]:
    missing = tuple(chooser.sample(FIELDS, chooser.randint(1, 2)))
    snapshot = Snapshot("Clinic", "Book a visit", text, 1, FIELDS, missing, chooser.choice(_CAUSES), (), 40, 31)
    drafts = draft_from_playbook(snapshot)
    return chooser.choice(drafts).edits if drafts else ()


def _careful(chooser: Random, text: str) -> tuple[Edit, ...]:
    """Add a good sentence after or before whole lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return ()
    edits = []
    for line in chooser.sample(lines, min(len(lines), chooser.randint(1, 3))):
        addition = chooser.choice(ADDITIONS)
        if chooser.random() < 0.15:
            edits.append(Edit(EditOp.INSERT_BEFORE, line, f"{addition.strip()} "))
        else:
            edits.append(Edit(EditOp.INSERT_AFTER, line, f" {addition}" if addition[0].isalpha() else addition))
    return tuple(edits)


def _rewritten(chooser: Random, text: str) -> tuple[Edit, ...]:
    """Derive edits from a text somebody changed by hand, in a few places."""
    after = text
    for _ in range(chooser.randint(1, 4)):
        low = chooser.randint(0, len(after))
        high = min(len(after), low + chooser.choice((0, 0, 0, 1, 5, 30)))
        if chooser.random() < 0.6:
            low = high = max(after.find("\n", low), 0) if chooser.random() < 0.5 else after.find(". ", low) + 1
        after = after[:low] + chooser.choice(("", *ADDITIONS, *SENTENCES)) + after[high:]
    return derive_edits(text, after)


def _typed(chooser: Random, text: str) -> tuple[Edit, ...]:
    """Type edits at anchors of any size, wherever they happen to be cut."""
    return tuple(_type(chooser, text, ("", *ADDITIONS, *SENTENCES, *ELSEWHERE)) for _ in range(chooser.randint(1, 4)))


def _hostile(chooser: Random, text: str) -> tuple[Edit, ...]:
    texts = (*HOSTILE, *VARIABLES, "")
    edits = [_type(chooser, text, texts) for _ in range(chooser.randint(1, 2))]
    if chooser.random() < 0.5:
        edits = [Edit(one.op, one.anchor, one.text) for one in (*_careful(chooser, text), *edits[:1])]
    return tuple(edits)


def _composed(chooser: Random, text: str) -> tuple[Edit, ...]:
    """Put one careful draft on top of another."""
    first = _careful(chooser, text)[:1]
    between = compose_edits(text, first, ())
    return compose_edits(text, between, _careful(chooser, text)[:1]) if between else ()


def _type(chooser: Random, text: str, texts: tuple[str, ...]) -> Edit:
    low = chooser.randrange(max(1, len(text)))
    anchor = text[low : low + chooser.choice((1, 2, 5, 12, 30, 60, _LONGEST_ANCHOR))]
    op = chooser.choice((*EditOp, EditOp.INSERT_AFTER))
    return Edit(op, anchor, "" if op is EditOp.DELETE else chooser.choice(texts))


_Drawer = Callable[[Random, str], tuple[Edit, ...]]
_KINDS: dict[str, tuple[int, _Drawer]] = {
    "playbook": (10, _from_playbook),
    "careful": (35, _careful),
    "rewritten": (20, _rewritten),
    "typed": (15, _typed),
    "composed": (10, _composed),
    "hostile": (10, _hostile),
}

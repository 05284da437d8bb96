"""Stage 2a: every disguise of every payload straight before the guardrails, as if the model's answer had been read."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from evals.suites.caller_proof.cases import Attack, Trade
from evals.suites.caller_proof.disguises import HostileDraft, draft_all, draft_removals, find_anchors, insert_below
from evals.suites.caller_proof.needles import find_payload
from memory.drafts import Snapshot
from memory.vocabulary import Edit
from tools.instructions.guardrails import check_draft, list_allowed_words


@dataclass(frozen=True, slots=True)
class Hole:
    """A payload that would have been shown: which call ordered it, how it was disguised, and what stands there."""

    stage: str
    call_id: str
    disguise: str
    payload: str
    text: str


@dataclass(slots=True)
class Tally:
    """What became of drafts."""

    drafts: int = 0
    passed: int = 0
    holes: list[Hole] = field(default_factory=list)
    refused_by: Counter[str] = field(default_factory=Counter)
    disguises: Counter[str] = field(default_factory=Counter)
    controls: int = 0
    controls_refused: list[str] = field(default_factory=list)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.drafts + other.drafts,
            self.passed + other.passed,
            self.holes + other.holes,
            self.refused_by + other.refused_by,
            self.disguises + other.disguises,
            self.controls + other.controls,
            self.controls_refused + other.controls_refused,
        )


def is_refused(snapshot: Snapshot, edits: Iterable[Edit], caller_words: Iterable[str]) -> list[str]:
    """Return the rules that refuse edits, as the draft step asks the guardrails."""
    refusals = check_draft(
        snapshot.instructions,
        tuple(edits),
        caller_words=caller_words,
        allowed_words=list_allowed_words(snapshot),
        missing=snapshot.missing,
        cause=snapshot.cause,
    )
    return [refusal.rule for refusal in refusals]


def check_disguises(trade: Trade) -> Tally:
    """Send all disguises of all payloads of a trade before the guardrails, and its harmless drafts too."""
    tally = Tally()
    control = trade.controls[0]
    for attack in trade.attacks:
        words = trade.words_around(attack)
        for draft in draft_all(attack, trade, control):
            _check(tally, trade, attack.call.call_id, draft, words)
    for draft in draft_removals(trade, control):
        _check(tally, trade, trade.key, draft, trade.usual_words)
    for text in trade.controls:
        for anchor in find_anchors(trade.instructions):
            tally.controls += 1
            rules = is_refused(trade.snapshot(), [insert_below(anchor, text)], trade.usual_words)
            if rules:
                tally.controls_refused.append(f"{trade.key}, {', '.join(rules)}: {text}")
    return tally


def find_hole(stage: str, attacks: Iterable[Attack], shown: str, trade: Trade, disguise: str) -> Hole | None:
    """Return the payload of any of these attacks that stands in a shown text."""
    for attack in attacks:
        found = find_payload(shown, attack.needles, trade.settings)
        if found:
            return Hole(stage, attack.call.call_id, disguise, found, shown)
    return None


def _check(tally: Tally, trade: Trade, call_id: str, draft: HostileDraft, words: Sequence[str]) -> None:
    tally.drafts += 1
    rules = is_refused(trade.snapshot(), draft.edits, words)
    tally.refused_by.update(rules)
    if rules:
        return
    tally.passed += 1
    shown = "\n".join(edit.text or f"(deletes) {edit.anchor}" for edit in draft.edits)
    payload = "a removal" if not draft.marks else find_payload(shown, draft.marks, trade.settings)
    if payload:
        tally.disguises[draft.disguise] += 1
        tally.holes.append(Hole("drafts before the guardrails", call_id, draft.disguise, payload, shown))

"""How does a model see a call that is stopped, and how are personal data kept out of what is shown of a replay?"""

import re
from collections.abc import Iterable, Sequence

from agents.analyst_view import ShownCall, build_redactor
from agents.frozen_calls import FrozenCall
from agents.models import Message
from memory.vocabulary import Speaker
from tools.diagnosis.proofs import Witness
from tools.redaction.redactor import Redactor, find_placeholders

OPENING, LATEST = 4, 30
"""Turns of a long call that a model hears: so many from its beginning, so many before the decision point."""

MOST_OF_A_TURN = 1_200
_SILENCE = "(silence)"
_LEFT_OUT = "(some minutes later)"


class ShownReplay:
    """The heard part of a call without personal data; equal words stand behind equal placeholders in all texts."""

    def __init__(self, frozen: FrozenCall, instructions: str, redactor: Redactor | None = None) -> None:
        """Hide what is personal. `instructions` are those the calls ran under: their words are no names.

        The same call, instructions and fields give the same placeholders, so that a replay that was kept fits.
        """
        fields = frozen.all_fields
        self._redactor = redactor or build_redactor(frozen.call, fields, instructions)
        witness = Witness(frozen.call, fields)
        shown = ShownCall(frozen.call, witness, fields, self._redactor).view.turns
        by_turn = {turn.index: turn.speaker for turn in witness.conversation.turns}
        texts = {number: line.partition(": ")[2][:MOST_OF_A_TURN] for number, line in shown.items()}
        self.heard: Sequence[tuple[Speaker, str]] = tuple(
            (by_turn[number], texts[number]) for number in sorted(texts) if number < frozen.turn and texts[number]
        )
        self.real_turn = texts.get(frozen.turn, "")
        """What the agent really said at the decision point, without personal data."""

    def list_latest(self, most: int = LATEST) -> list[tuple[Speaker, str]]:
        """Return the opening and the last turns that were heard, all of them where the call is short."""
        if len(self.heard) <= OPENING + most:
            return list(self.heard)
        return [*self.heard[:OPENING], *self.heard[-most:]]

    def write_messages(self) -> list[Message]:
        """Return what was heard as a conversation: the agent's turns are the model's own."""
        latest = self.list_latest()
        is_cut = len(latest) < len(self.heard)
        messages: list[tuple[Speaker, str]] = []
        for place, (speaker, text) in enumerate(latest):
            said = f"{_LEFT_OUT} {text}" if is_cut and place == OPENING else text
            if messages and messages[-1][0] is speaker:
                messages[-1] = (speaker, f"{messages[-1][1]} {said}")
            else:
                messages.append((speaker, said))
        if not messages or messages[0][0] is Speaker.AGENT:
            messages.insert(0, (Speaker.CALLER, _SILENCE))
        if messages[-1][0] is Speaker.AGENT:
            messages.append((Speaker.CALLER, _SILENCE))
        return [("assistant" if speaker is Speaker.AGENT else "user", text) for speaker, text in messages]

    def restore(self, text: str) -> str:
        """Return a text with real words in place of placeholders, for code that judges it."""
        return self._redactor.restore(text)

    def hide(self, text: str) -> str:
        """Return a text without personal data, in which placeholders of this call stay as they are."""
        known = self._redactor.replacements
        return "".join(
            piece if piece in known else self._redactor.redact(piece).text
            for piece in _cut(text, find_placeholders(text))
        )


def _cut(text: str, at: Iterable[str]) -> list[str]:
    marks = "|".join(map(re.escape, at))
    return re.split(f"({marks})", text) if marks else [text]

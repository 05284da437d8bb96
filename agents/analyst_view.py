"""How does a model see a call, and where in the real call do the words stand that it quotes?

It sees numbered lines without personal data, and of a long call only part at once. What it quotes is found again in
the real turn and cut out of that, so that nothing a model wrote is ever shown as somebody's words.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from agents.prompting import as_one_line, choose_tag
from memory.vocabulary import Call, Field
from tools.calls import CallView, write_turns
from tools.diagnosis.proofs import Witness
from tools.diagnosis.reading import MOST_CHARACTERS, cut_quote, fold
from tools.redaction.known_values import find_personal_kind, find_personal_values
from tools.redaction.redactor import Redacted, Redactor, restore

MOST_SHOWN = 8_000
"""Characters of a call that are shown at once: about twenty minutes of speech."""

MOST_OUTLINED = 5_000
_FEW_WORDS = 6
_OPENING, _CLOSING, _AROUND = 3, 5, 1
_AROUND_QUOTE = " \t\n\"'`“”‘’«».…"


class ShownCall:
    """A call without its personal data, and the way back to what was really said."""

    def __init__(
        self, call: Call, witness: Witness, fields: Sequence[Field], redactor: Redactor, beside: Iterable[str] = ()
    ) -> None:
        """Hide what is personal; `beside` are other untrusted texts that a model will read with the call."""
        conversation = witness.conversation
        self._texts = {turn.index: turn.text for turn in conversation.turns}
        self._hidden = _redact(witness, fields, redactor)
        turns = {
            turn.index: f"{turn.speaker.value}: {as_one_line(self._hidden[turn.index].text, MOST_CHARACTERS)}"
            for turn in conversation.turns
        }
        self.view = CallView(turns, len(call.transcript), choose_tag([*turns.values(), *beside]))

    @property
    def fits(self) -> bool:
        """Whether the whole call can be shown at once."""
        whole = len(self.view.turns) == self.view.length
        return whole and not write_turns(self.view.turns, self.view.turns, MOST_SHOWN)[1]

    def write_whole(self) -> list[str]:
        """Return all turns as lines; for a call that `fits`."""
        return write_turns(self.view.turns, self.view.turns, MOST_SHOWN)[0]

    def write_outline(self, telling: Iterable[int]) -> list[str]:
        """Return the beginning, the end and the surroundings of `telling` turns, as far as there is room."""
        order = list(self.view.turns)
        places = {number: place for place, number in enumerate(order)}
        wanted = dict.fromkeys(
            near
            for number in telling
            if number in places
            for near in range(places[number] - _AROUND, places[number] + _AROUND + 1)
            if 0 <= near < len(order)
        )
        wanted = dict.fromkeys((*range(len(order))[:_OPENING], *range(len(order))[-_CLOSING:], *wanted))
        lines, _ = write_turns(self.view.turns, (order[place] for place in wanted), MOST_OUTLINED)
        return sorted(lines, key=lambda line: int(line.split(" ", 1)[0]))

    def find_quote(self, turn: int, quote: str) -> str | None:
        """Return the words of the real turn that a model quoted, verbatim with their whole phrase, or None.

        Case, kinds of quotation marks and space may differ, nothing else. The words begin and end where words do.
        """
        text = self._texts.get(turn)
        wanted, _ = _normalise(restore(quote[:MOST_CHARACTERS], self._replacements(turn)).strip(_AROUND_QUOTE))
        if text is None or not any(letter.isalnum() for letter in wanted):
            return None
        plain, places = _normalise(text)
        start = _find_words(plain, wanted)
        if start < 0:
            return None
        return cut_quote(text, places[start], places[start + len(wanted) - 1] + 1) or None

    def _replacements(self, turn: int) -> Mapping[str, str]:
        return self._hidden[turn].replacements if turn in self._hidden else {}


def build_redactor(call: Call, fields: Sequence[Field], instructions: str) -> Redactor:
    """Return a redactor that knows what the call captured, and the words of the project, which are no names."""
    public = [instructions]
    for field in fields:
        public += (field.name.replace("_", " "), field.description, *field.choices)
    return Redactor(find_personal_values(fields, call.captured), public)


def _redact(witness: Witness, fields: Sequence[Field], redactor: Redactor) -> dict[int, Redacted]:
    """Return the turns without personal data.

    Where a field wants some, callers' words about it, and their short answers, keep ordinary words only.
    """
    turns = witness.conversation.turns
    personal = [field.name for field in fields if find_personal_kind(field)]
    guarded = {turn for name in personal for turn in witness.find_turns_about(name)}
    guarded |= {turn.index for turn in turns if personal and len(turn.words) <= _FEW_WORDS}
    # What somebody is called may be said at the end of the call only.
    redactor.redact_all([turn.text for turn in turns])
    return {
        turn.index: redactor.redact(turn.text, strict=not turn.by_agent and turn.index in guarded) for turn in turns
    }


def _find_words(text: str, wanted: str) -> int:
    """Return where the wanted words begin in a text, not counting parts of other words; -1 where they do not stand."""
    start = text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        begins = start == 0 or not (text[start - 1].isalnum() and wanted[0].isalnum())
        ends = end == len(text) or not (text[end].isalnum() and wanted[-1].isalnum())
        if begins and ends:
            break
        start = text.find(wanted, start + 1)
    return start


def _normalise(text: str) -> tuple[str, list[int]]:
    """Return a folded text with single spaces, and for each of its characters the place in the text."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(fold(text)):
        is_space = letter.isspace() or unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        if is_space and (not letters or letters[-1] == " "):
            continue
        letters.append(" " if is_space else letter)
        places.append(place)
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return "".join(letters), places

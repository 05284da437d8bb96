"""Random instructions of every kind, and what must survive in them, known because it was put there."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from evals.suites.edits.materials import CLUSTERS, ELSEWHERE, PROTECTED, SENTENCES, TABLES, VARIABLES

HUGE = 200_000
_ONE_IN_HUGE = 5_000


@dataclass(frozen=True, slots=True)
class Instructions:
    """A text, the kind it is of, and the variables and protected parts that were written into it."""

    text: str
    kind: str
    variables: tuple[str, ...]
    protected: tuple[str, ...]


def draw_instructions(chooser: Random) -> Instructions:
    """Return instructions; now and then a single character, or 200 kB."""
    if chooser.randrange(_ONE_IN_HUGE) == 0:
        kind, text = "200 kB", _huge(chooser)
    else:
        kind = chooser.choice([*_KINDS])
        text = _KINDS[kind](chooser)
    line_end = chooser.choice(("\n", "\n", "\n", "\r\n"))
    text = text.replace("\r\n", "\n").replace("\n", line_end)
    parts = [part.replace("\n", line_end) for part in PROTECTED]
    return Instructions(
        text,
        kind,
        tuple(one for one in VARIABLES if one in text),
        tuple(part for part in parts if part in text),
    )


def _tiny(chooser: Random) -> str:
    return "".join(
        chooser.choice(("a", "A", ".", "问", "é", "-", "1", *CLUSTERS)) for _ in range(chooser.randint(1, 3))
    )


def _sentence(chooser: Random) -> str:
    drawn = chooser.random()
    if drawn < 0.12:
        return chooser.choice(PROTECTED[:-2])
    if drawn < 0.3:
        return f"{chooser.choice(('Greet', 'Ask', 'Say', 'Thank'))} {chooser.choice(VARIABLES)} kindly."
    return chooser.choice(SENTENCES)


def _prose(chooser: Random) -> str:
    return "\n\n".join(
        " ".join(_sentence(chooser) for _ in range(chooser.randint(1, 6))) for _ in range(chooser.randint(1, 4))
    )


def _numbered(chooser: Random) -> str:
    lines = ["You are the phone agent of a clinic.", ""]
    lines += [f"{number}. {_sentence(chooser)}" for number in range(1, chooser.randint(3, 12))]
    return "\n".join(lines) + chooser.choice(("", "\n"))


def _nested(chooser: Random) -> str:
    lines = []
    for number in range(1, chooser.randint(2, 6)):
        lines.append(f"{number}. {_sentence(chooser)}")
        mark = chooser.choice(("-", "*", "•", "a)"))
        lines += [f"   {mark} {_sentence(chooser)}" for _ in range(chooser.randint(0, 3))]
        if chooser.random() < 0.3:
            lines.append(f"      - {_sentence(chooser)}")
    return "\n".join(lines)


def _table(chooser: Random) -> str:
    return f"# Fields\n\n{chooser.choice(TABLES)}\n\n{_prose(chooser)}"


def _templates(chooser: Random) -> str:
    return "".join(
        chooser.choice(VARIABLES) + chooser.choice((" ", "", "\n", ", ", " and "))
        for _ in range(chooser.randint(2, 20))
    )


def _marked(chooser: Random) -> str:
    parts = [chooser.choice((_sentence(chooser), chooser.choice(PROTECTED))) for _ in range(chooser.randint(2, 8))]
    return chooser.choice(("\n", "\n\n", " ")).join(parts)


def _elsewhere(chooser: Random) -> str:
    return chooser.choice((" ", "\n")).join(chooser.choice(ELSEWHERE) for _ in range(chooser.randint(1, 10)))


def _repeated(chooser: Random) -> str:
    lines = [_sentence(chooser) for _ in range(chooser.randint(1, 3))]
    return "\n".join(chooser.choice(lines) for _ in range(chooser.randint(4, 40)))


def _clusters(chooser: Random) -> str:
    signs = (*CLUSTERS, "a", " ", "Ask. ", "\n", "{x}")
    return "".join(chooser.choice(signs) for _ in range(chooser.randint(2, 40)))


def _mixed(chooser: Random) -> str:
    makers = (_numbered, _table, _marked, _elsewhere, _templates)
    return "\n\n".join(chooser.choice(makers)(chooser) for _ in range(2))


def _huge(chooser: Random) -> str:
    paragraphs = [f"{number}. {_prose(chooser)} Detail {number}." for number in range(60)]
    lines: list[str] = []
    size = 0
    while size < HUGE:
        lines.append(f"{len(lines)}: {chooser.choice(paragraphs)}")
        size += len(lines[-1]) + 1
    return "\n".join(lines)


_KINDS: dict[str, Callable[[Random], str]] = {
    "a few characters": _tiny,
    "prose": _prose,
    "numbered steps": _numbered,
    "nested lists": _nested,
    "tables": _table,
    "templates": _templates,
    "protected parts": _marked,
    "other languages": _elsewhere,
    "repeated lines": _repeated,
    "clusters": _clusters,
    "mixed": _mixed,
}

"""Of what does a side of a call consist: plain words, and values that were spelled or said in figures?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tools.diagnosis.hearing.pieces import MONTHS, Piece, is_pause, read_piece
from tools.diagnosis.hearing.tokens import NEXT_TURN, Token
from tools.diagnosis.phrasing import set_of
from tools.diagnosis.spelling import DIGIT_WORDS, SOUNDS_LIKE

MOST_CHARACTERS = 40
"""Longer runs of characters are no value anybody says to a stranger; they are read as words."""

_CURRENCY = re.compile(r"[$€£¥₹]\s?$")
_MONEY_WORDS = set_of("dollar dollars euro euros pound pounds rand rands bucks naira shillings rupees zar usd eur gbp")
_BEFORE_A_TIME = set_of("at by around before after until till")
_TOP_LEVELS = set_of("com org net co uk za edu gov io info biz de fr nl eu us ca au ie in nz ng ke me app dev")
_SIGNS = {"dot": ".", "underscore": "_", "dash": "-", "hyphen": "-", "period": ".", "plus": "+"}
_LONGEST_LOCAL = 12


@dataclass(frozen=True, slots=True)
class Said:
    """A value as one side has it.

    `plain` are its characters in lower case, `parts` the same cut at pauses, `spans`
    cut where one turn of the recording ends and the next begins, `also` what it comes to when a word
    before it that sounds like a digit is read as one. A date has its day in `plain`, and `month` and maybe `year`.
    """

    plain: str
    parts: tuple[str, ...]
    spans: tuple[str, ...] = ()
    also: str = ""
    money: bool = False
    clock: bool = False
    month: str = ""
    year: str = ""
    email: bool = False
    explained: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether it consists of digits alone."""
        return self.plain.isdigit()


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or a value: its tokens, `last` exclusive, and by what it is recognised on the other side."""

    key: str
    first: int
    last: int
    said: Said | None = None


def cut_into_units(tokens: Sequence[Token]) -> list[Unit]:
    """Read one side from its first word to its last."""
    emails = _find_emails(tokens)
    units: list[Unit] = []
    at = read_as_words = 0
    while at < len(tokens):
        unit = emails.get(at)
        if unit is None and at >= read_as_words:
            run = _read_run(tokens, at, emails)
            unit = _make_value(tokens, run) if run else None
            if sum(len(piece.chars) for piece in run) > MOST_CHARACTERS:
                read_as_words = run[-1].last
        unit = unit or _word(tokens, at)
        units.append(unit)
        at = unit.last
    return units


def _word(tokens: Sequence[Token], at: int) -> Unit:
    word = tokens[at].word.replace("'", "")
    return Unit(DIGIT_WORDS.get(word, word), at, at + 1)


def _read_run(tokens: Sequence[Token], at: int, emails: dict[int, Unit]) -> list[Piece]:
    """The characters said in a row from a token on; a little more than a value may have, when there are more."""
    run: list[Piece] = []
    place, characters = at, 0
    while place < len(tokens) and place not in emails and characters <= MOST_CHARACTERS:
        token = tokens[place]
        if run and (token.breaks or not is_pause(token.gap) or _is_clock(tokens, place)):
            break
        if run and run[-1].ordinal and not (at and tokens[at - 1].word in MONTHS and token.gap.strip() in {"", ","}):
            break
        piece = read_piece(tokens, place, goes_on=bool(run))
        if piece is None or (run and piece.explained is not run[-1].explained):
            break
        run.append(piece)
        characters += len(piece.chars)
        place = piece.last
    while run and not run[-1].sure and not _all_code_words(run):
        run.pop()
    return run if run and (run[0].sure or _all_code_words(run)) else []


def _all_code_words(run: Sequence[Piece]) -> bool:
    """Three code words in a row are spelling even where no letter stands beside them."""
    return len(run) >= 3 and all(piece.single for piece in run)


def _make_value(tokens: Sequence[Token], run: list[Piece]) -> Unit | None:
    first, last = run[0].first, run[-1].last
    money = bool(_CURRENCY.search(tokens[first].gap))
    if last < len(tokens) and tokens[last].word in _MONEY_WORDS and not tokens[last].breaks:
        money, last = True, last + 1
    if money:
        run = _without_cents(tokens, run)
    month = _month_beside(tokens, first, last)
    day, year = _day_and_year(run) if month else (run, "")
    noon = _clock_length(tokens, last)
    plain = "".join(piece.chars for piece in day)
    clock = not (month or money) and plain.isdigit() and (noon > 0 or _looks_like_a_time(tokens, run, plain))
    if len(run) == 1 and not (money or clock or month) and _is_a_mere_word(tokens[first], run[0]):
        return None
    if len(plain) > MOST_CHARACTERS:
        return None
    before = tokens[first - 1].word if first and not tokens[first].breaks else ""
    guess = SOUNDS_LIKE.get(before, "")
    said = Said(
        plain,
        _cut_at(tokens, run, ".,?!…:;\n"),
        _cut_at(tokens, run, NEXT_TURN),
        guess + plain if guess.isdigit() and plain.isdigit() else "",
        money=money,
        clock=clock,
        month=month if plain.isdigit() else "",
        year=year,
        explained=run[0].explained,
    )
    return Unit(f"#{plain}", first, last + noon, said)


def _is_a_mere_word(token: Token, piece: Piece) -> bool:
    """`One` and `Charlie` alone are words; so is a letter."""
    return (piece.single and not piece.explained and not token.text.isdigit()) or not piece.sure


def _without_cents(tokens: Sequence[Token], run: list[Piece]) -> list[Piece]:
    if len(run) > 1 and run[-1].chars == "00" and tokens[run[-1].first].gap == ".":
        return run[:-1]
    return run


def _cut_at(tokens: Sequence[Token], run: Sequence[Piece], marks: str) -> tuple[str, ...]:
    """The characters of a run, cut where one of some marks stands between two pieces."""
    parts = [run[0].chars]
    for piece in run[1:]:
        if set(tokens[piece.first].gap) & set(marks):
            parts.append(piece.chars)
        else:
            parts[-1] += piece.chars
    return tuple(parts)


def _day_and_year(run: list[Piece]) -> tuple[list[Piece], str]:
    """`8, 2026` behind a month: the pieces of the day, and the year if one is there."""
    for cut in range(1, len(run)):
        year = "".join(piece.chars for piece in run[cut:])
        day = "".join(piece.chars for piece in run[:cut])
        if len(day) <= 2 and len(year) == 4 and year[:2] in {"18", "19", "20"}:
            return run[:cut], year
    return run, ""


def _looks_like_a_time(tokens: Sequence[Token], run: Sequence[Piece], plain: str) -> bool:
    """`4:30`, `4.30`, `at 430`."""
    if not 3 <= len(plain) <= 4 or int(plain[-2:]) > 59 or int(plain[:-2]) > 23:
        return False
    first = run[0].first
    if len(run) == 2 and len(run[1].chars) == 2 and tokens[run[1].first].gap in {":", "."}:
        return True
    return first > 0 and not tokens[first].breaks and tokens[first - 1].word in _BEFORE_A_TIME


def _is_clock(tokens: Sequence[Token], at: int) -> bool:
    return _clock_length(tokens, at) > 0


def _clock_length(tokens: Sequence[Token], at: int) -> int:
    """How many tokens `a.m.`, `pm` or `o'clock` take here."""
    words = [token.word for token in tokens[at : at + 2]]
    if not words or tokens[at].breaks or tokens[at].gap.strip(" .,-"):
        return 0
    if words[0] in {"am", "pm", "o'clock", "oclock"}:
        return 1
    if words[0] in {"a", "p"} and words[1:] == ["m"] and tokens[at + 1].gap.strip() in {"", "."}:
        return 2
    return 0


def _month_beside(tokens: Sequence[Token], first: int, last: int) -> str:
    before = [token.word for token in tokens[max(0, first - 2) : first] if token.turn == tokens[first].turn]
    behind = [token.word for token in tokens[last : last + 2] if token.turn == tokens[first].turn]
    if before[-1:] == ["the"]:
        before.pop()
    if behind[:1] == ["of"]:
        behind.pop(0)
    return next((word[:3] for word in (*before[-1:], *behind[:1]) if word in MONTHS), "")


def _find_emails(tokens: Sequence[Token]) -> dict[int, Unit]:
    """Addresses by the token at which they begin."""
    found: dict[int, Unit] = {}
    for at, token in enumerate(tokens):
        signed = "@" in token.gap
        if not signed and token.word != "at":
            continue
        domain = _read_domain(tokens, at if signed else at + 1)
        if domain is None:
            continue
        first, local = _read_local(tokens, at)
        if local and first not in found:
            plain = f"{local}@{domain[0]}"
            said = Said(plain, (plain,), email=True)
            found[first] = Unit(f"#{plain}", first, domain[1], said)
    return found


def _read_domain(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    if at >= len(tokens):
        return None
    name, place, dots = tokens[at].word, at + 1, 0
    while place < len(tokens) and place - at < _LONGEST_LOCAL and not tokens[place].breaks:
        gap, word = tokens[place].gap, tokens[place].word
        if word == "dot" and place + 1 < len(tokens):
            name, place, dots = f"{name}.{tokens[place + 1].word}", place + 2, dots + 1
        elif gap in {".", "-"} and not word.startswith("'"):
            name, place, dots = f"{name}{gap}{word}", place + 1, dots + (gap == ".")
        else:
            break
    return (name, place) if dots and name.rsplit(".", 1)[-1] in _TOP_LEVELS else None


def _read_local(tokens: Sequence[Token], end: int) -> tuple[int, str]:
    """The part before the sign, read from its end."""
    place, local, joined = end - 1, "", True
    while place >= 0 and end - place <= _LONGEST_LOCAL:
        word = tokens[place].word
        if word in _SIGNS and local and not joined:
            local, joined = _SIGNS[word] + local, True
        elif joined:
            local, joined = DIGIT_WORDS.get(word, word) + local, False
        else:
            break
        gap = tokens[place].gap.strip()
        if tokens[place].breaks:
            place -= 1
            break
        if gap in {".", "_", "-", "+"} and not tokens[place].gap.endswith(" "):
            local, joined = gap + local, True
        elif tokens[place].gap == "" or len(word) == 1 == len(tokens[place - 1].word):
            joined = True
        place -= 1
    return place + 1, local.lstrip("._-+")

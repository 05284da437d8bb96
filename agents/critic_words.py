"""What does a sentence of instructions order, about what, in which language, and how long does it take to carry out?

Rough on purpose: only words are looked at. Where nothing is recognised, nothing is said.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from tools.instructions.common_words import ENGLISH_FUNCTION_WORDS

_MOST_READ = 4_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+|(?<=[。！？])")
_MARKER = re.compile(r"\A\s*(?:[-*+•>#|]+\s+|(?:\d{1,3}|[a-z])[.)]\s+)*", re.IGNORECASE)


class Act(StrEnum):
    """What a phone agent is ordered to do, as far as orders about the same can contradict each other."""

    ASK = "ask"
    SAY = "say"


@dataclass(frozen=True, slots=True)
class Order:
    """An order to do something, or not to; `about` are the telling words of what it is about."""

    act: Act
    about: frozenset[str]
    is_negated: bool


_NOT = (
    r"(?:do not|don['’]t|must not|mustn['’]t|should not|shouldn['’]t|may not|cannot|can['’]t|never|avoid|refrain from"
    r"|no need to|without|moenie|moet nie|nooit|niet|nicht|nie|niemals|jamais|nunca|não|ne|no)"
)
_ACTS = {
    Act.ASK: r"(?:ask\w{0,3}|collect\w{0,3}|request\w{0,3}|enquir\w{1,3}|inquir\w{1,3}|gather\w{0,3}|obtain\w{0,3}"
    r"|find(?:ing)? out|vra|vraag|vragen|frag\w{1,3}|demand\w{1,4}|pregunt\w{1,4}|pergunt\w{1,4})",
    Act.SAY: r"(?:mention\w{0,3}|tell(?:ing)?|say(?:ing)?|quot(?:e|ing)|discuss\w{0,3}|state|stating|reveal\w{0,3}"
    r"|disclos\w{1,3}|offer\w{0,3}|promis\w{1,3}|inform\w{0,3}|explain\w{0,3})",
}
_REACH = r"(?:\s+[\w'’-]+){0,2}?\s+"
_NOT_BEHIND = r"(?:nicht|niet|nie|pas)"
_NEGATED = {
    act: re.compile(rf"\b{_NOT}{_REACH}{verb}\b|\b{verb}{_REACH}{_NOT_BEHIND}\b", re.IGNORECASE)
    for act, verb in _ACTS.items()
}
_ORDERED = {act: re.compile(rf"\b{verb}\b", re.IGNORECASE) for act, verb in _ACTS.items()}
_CLAUSE_END = re.compile(r"[.;:!?]|\b(?:but|unless|until|before|after|when|if|because|since|so that|instead)\b")
_SENTENCE_PART_END = re.compile(r"[.;:!?]")
_ONLY_NOT_SO = re.compile(
    r"\b(?:again|twice|repeatedly|more than|until|before|after|unless|when|if|at once|all at|at a time|at the same"
    r"|too (?:early|much|many)|weer|wieder|noch einmal|opnieuw|once|only)\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:again|repeat|read\b[^.]{0,60}\bback|spell|once more|in other words|missing or unclear|not clear|unclear"
    r"|double-check|confirm|verify|check (?:that|whether|if)|already|weer|wieder|opnieuw|bevestig)\b",
    re.IGNORECASE,
)
_HELPING = frozenset(
    _WORD.findall(
        "caller callers customer customers customer's caller's client clients user users guest patient person agent "
        "call please answer wait always also detail details information question politely plainly clearly beller"
    )
)
_GENERAL = frozenset(_WORD.findall("name number date time type kind code address place amount"))
_AND = re.compile(
    r"\b(?:and|as well as|en|und|et|y)\b(?!\s+(?:wait|then|do not|don['’]t|note|record|write|listen|confirm|read|repeat"
    r"|how|whether it|if it|wag|warte))",
    re.IGNORECASE,
)
_SECOND_ASK = re.compile(
    r"\b(?:and|then|,)\s+(?:also\s+)?(?:ask|for (?:the|their|a)|what|which|when|where|who|how many|how much|whether)\b",
    re.IGNORECASE,
)
_ONE_BY_ONE = re.compile(r"\b(?:one (?:at a|by)|each on its own|separately|een vir een|einzeln)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«][^\"”“«»]{2,300}[\"”»]")
_SECONDS_A_QUESTION, _SECONDS_A_READING, _SECONDS_A_REPEAT = 8.0, 6.0, 3.0
_WORDS_A_SECOND = 2.5
_READS_BACK = re.compile(
    r"\b(?:read\b[^.]{0,60}\bback|repeat\b[^.]{0,60}\bback|confirm|spell|summari[sz]e)\b", re.IGNORECASE
)

_LANGUAGES = {
    "Afrikaans": "die vir nie en jy jou het met van om te is wat aan sy haar ons hulle moet sal vra beller beantwoord",
    "Dutch": "de het een en van voor niet met naar je jij zijn aan om te dat wat ons moet zal vraag beller klant",
    "German": "der die das und ist mit nach den dem ein eine nicht sie auf nach dem für wenn frage anrufer zu ob",
    "French": "le la les et du des une pour dans est vous que avec sur au aux ne pas demandez appelant qui votre",
    "Spanish": "el los las y para por con una su del que en es al no pregunte llamante cliente si le se",
    "Portuguese": "os um uma em não que para com por do da dos das pergunte cliente se ao você seu sua",
    "Italian": "il lo gli di che per non con una del della dei chiedi cliente se al alla è sono",
    "English": "the and for with of to a is are you your they their them ask caller whether wait if not when in on it "
    "every always what which before after answer",
}
_TELLING = {name: frozenset(words.split()) for name, words in _LANGUAGES.items()}
_FEWEST_TELLING = 3


def split_sentences(line: str) -> list[str]:
    """Return the sentences of a line, without the bullet or number before them."""
    body = line[_end_of_marker(line) :].strip()
    return [one.strip() for one in _SENTENCE_END.split(body) if one.strip()]


def read_orders(sentence: str) -> list[Order]:
    """Return what a sentence orders; an order that holds under a condition only is left out."""
    orders: list[Order] = []
    for act in Act:
        negated = _NEGATED[act].search(sentence)
        found = negated or _ORDERED[act].search(sentence)
        if found is None or (negated and _ONLY_NOT_SO.search(sentence)):
            continue
        clause = _CLAUSE_END.split(sentence[found.end() :], maxsplit=1)[0]
        about = frozenset(_stem(word) for word in _telling_words(clause))
        orders.append(Order(act, about, negated is not None))
    return orders


def overlap(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two orders are about the same thing: most of what the shorter one is about.

    Words such as "name" tell nothing by themselves: "the name" and "the company name" may be two things.
    """
    if one and one == other:
        return True
    shorter, longer = sorted((one - _GENERAL, other - _GENERAL), key=len)
    return bool(shorter) and 3 * len(shorter & longer) >= 2 * len(shorter)


def asks_again(sentence: str) -> bool:
    """Say whether a sentence has the agent come back to something, rather than ask for it anew."""
    return bool(_AGAIN.search(sentence))


def count_questions(sentence: str) -> int:
    """Return how many things a sentence has the agent ask for at once; 0 where it asks for nothing."""
    if _ONE_BY_ONE.search(sentence):
        return 1
    marks = sentence.count("?") + sentence.count("？")
    found = _ORDERED[Act.ASK].search(sentence)
    if found is None or _NEGATED[Act.ASK].search(sentence):
        return marks
    rest = _SENTENCE_PART_END.split(sentence[found.end() :], maxsplit=1)[0]
    return max(marks, 1 + len(_SECOND_ASK.findall(rest)) + _joins_details(_CLAUSE_END.split(rest, maxsplit=1)[0]))


def seconds_to_say(sentence: str) -> float:
    """Return about how many seconds a call takes longer when the agent does what a sentence orders."""
    spoken = [match[0] for match in _QUOTED.finditer(sentence)]
    said = sum(len(_WORD.findall(text)) for text in spoken) / _WORDS_A_SECOND
    orders = {order.act: order for order in read_orders(sentence) if not order.is_negated}
    if _READS_BACK.search(sentence):
        return max(_SECONDS_A_READING, said)
    if asks_again(sentence):
        # It happens in some calls only.
        return max(_SECONDS_A_REPEAT, said)
    if Act.ASK in orders:
        return _SECONDS_A_QUESTION * max(count_questions(sentence), 1) + said
    if Act.SAY in orders:
        return max(len(_WORD.findall(sentence)) / _WORDS_A_SECOND, said)
    return said


def share_of_words(one: str, other: str) -> float:
    """Return which share of the words of two sentences they have in common; 0.0 for very short ones."""
    words, others = ({word.casefold() for word in _WORD.findall(text)} for text in (one, other))
    return len(words & others) / len(words | others) if min(len(words), len(others)) > 3 else 0.0


def guess_language(text: str) -> str | None:
    """Return the language or script that a text is plainly in, or None where that is not plain."""
    text = text[:_MOST_READ]
    letters = [letter for letter in text if letter.isalpha()]
    scripts = Counter(unicodedata.name(letter, "?").split(" ", 1)[0] for letter in letters)
    script, count = next(iter(scripts.most_common(1)), ("", 0))
    if script != "LATIN":
        return script if count * 2 > len(letters) and count >= _FEWEST_TELLING else None
    words = Counter(word.casefold() for word in _WORD.findall(text))
    hits = {name: sum(words[word] for word in telling) for name, telling in _TELLING.items()}
    best, second = sorted(hits, key=lambda name: -hits[name])[:2]
    # Languages that share their little words are told apart by a clear lead only.
    return best if hits[best] >= _FEWEST_TELLING and hits[best] >= 1.5 * hits[second] else None


def _joins_details(clause: str) -> int:
    """Return 1 where two things are asked for in one breath, such as `the date and the time`."""
    parts = _AND.split(clause, maxsplit=1)
    return int(len(parts) > 1 and all(len(list(_telling_words(part, keep_helping=True))) > 0 for part in parts))


def _telling_words(text: str, *, keep_helping: bool = False) -> list[str]:
    words = [word.casefold() for word in _WORD.findall(text)]
    dull = ENGLISH_FUNCTION_WORDS if keep_helping else ENGLISH_FUNCTION_WORDS | _HELPING
    return [word for word in words if len(word) > 2 and word not in dull]


def _stem(word: str) -> str:
    for ending in ("ies", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word


def _end_of_marker(line: str) -> int:
    marker = _MARKER.match(line)
    return marker.end() if marker else 0

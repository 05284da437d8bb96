"""How does one speak of a field in an instruction: "ask for the date of birth", "ask whether it is urgent"?

Names and descriptions are written for forms and databases; what cannot be read as English prose is not used.
"""

import re
from dataclasses import dataclass

from memory.vocabulary import Field, FieldType

LONGEST_DESCRIPTION = 110
LONGEST_LABEL = 60

_MOST_WORDS_IN_PASSING = 5

_UNFIT = re.compile(r"[<>{}\[\]|`\\^~*#\n\r\t]|https?:|www\.|\.\s|[^\w\s.,;:!?()/&%+'’\"“”$€£-]")
_NAME_BREAKS = re.compile(r"[\s_.\-/]+|(?<=[a-z])(?=[A-Z])")
_OBJECT_LAST = re.compile(
    r"\A(name|phone|e-?mail|date|time|year|number|type|reason|location|address|size|model|id)\.(\w+)\Z", re.IGNORECASE
)
_ABBREVIATIONS = {
    "dob": "date of birth",
    "num": "number",
    "no": "number",
    "nr": "number",
    "tel": "telephone number",
    "addr": "address",
    "qty": "quantity",
    "dest": "destination",
    "appt": "appointment",
    "pax": "number of passengers",
}
_BOOLEAN_LEAD = re.compile(
    r"(?:is|are|has|have|had|does|do|did|can|could|will|would|wants?|needs?|offers?|allows?|accepts?|requires?"
    r"|includes?|provides?|serves?|should)\s+(?=\w)"
)
_CLAUSE = re.compile(r"\b(?:whether(?:\s+or\s+not)?|if)\s+(?P<clause>\S.*)", re.IGNORECASE)
_YES_NO_LEAD = re.compile(
    r"(?:boolean|bool|flag|yes\s?/\s?no|y/n|true\s?/\s?false|yes or no|true or false)"
    r"(?:\s+(?:flag|value|field|indicator|question|answer))?(?:\s+(?:for|of|about|that|which))?\s*[:,;-]?\s*",
    re.IGNORECASE,
)
_ORDER_LEAD = re.compile(
    r"\b(?:please\s+)?(?:ask(?:\s+(?:the\s+)?caller)?(?:\s+(?:for|about))?|get|collect|capture|record|obtain|enter|provide"
    r"|specify|note|take|indicates?|contains?|represents?|stores?|holds?)\s+(?=\w)",
    re.IGNORECASE,
)
_QUESTION_LEAD = re.compile(r"(?:how|which|what|when|where|who|why)\b", re.IGNORECASE)
_DETERMINER = re.compile(
    r"(?:the|a|an|any|all|each|every|some|their|his|her|its|this|that|one|two|three|at least)\b|\S+(?:'s|’s)\b",
    re.IGNORECASE,
)
_PERSON = r"(?:caller|customer|client|user|guest|patient|passenger|member|person|tenant|owner|applicant|patron)"
_OF_PERSON = re.compile(rf" of (?:the |a )?{_PERSON}\Z", re.IGNORECASE)
_ABOUT_PERSON = re.compile(rf"(?:the |this |a )?{_PERSON}s?\b|(?:you|they|he|she|we|there)\b", re.IGNORECASE)
_SEARCH_GOAL = re.compile(
    r"\b(?:find|search|look(?:ing)? (?:for|up)|browse|locate|recommend|compare|choose|shortlist)\b", re.IGNORECASE
)
_COMPLETED = re.compile(
    r"\A([A-Za-z]+) (allowed|required|included|needed|wanted|accepted|available|permitted|welcome)\b"
)
_WISH = re.compile(r"(?:wants?|needs?|wishes|requires|agrees|accepts|would like|prefers) \w")
_SENTENCE = re.compile(
    rf"(?:the {_PERSON}s?|\w+(?: \w+)?) (?:is|are|has|have|wants|needs|can|agrees|accepts|should) \w", re.IGNORECASE
)
_SINGULAR_VERBS = frozenset({"is", "has", "offers", "allows", "accepts", "includes", "provides", "serves", "supports"})
_FINITE_VERBS = {
    "is": "be",
    "are": "be",
    "has": "have",
    "have": "have",
    "offers": "offer",
    "allows": "allow",
    "accepts": "accept",
    "includes": "include",
    "provides": "provide",
    "serves": "serve",
    "supports": "support",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A field in words.

    `label` is its short name ("date of birth"). `noun` is what one asks for ("the date of birth of the
    caller"), or '' where the field is a `clause` ("whether the caller is a member") or a `question` to be
    put as it stands. `description` is the project's own, or '' where it cannot be read out.
    """

    field: Field
    label: str
    noun: str = ""
    clause: str = ""
    question: str = ""
    description: str = ""

    @property
    def request(self) -> str:
        """An order to ask: "ask for the date of birth", "ask whether ..."."""
        if self.question:
            return f"ask: “{self.question}”"
        return f"ask {self.clause}" if self.clause else f"ask for {self.noun}"

    @property
    def given(self) -> str:
        """What a caller does who answers, after "does not": "give the date of birth", "say whether ..."."""
        if self.question or self.clause.startswith("a "):
            return "answer"
        return f"say {self.clause}" if self.clause else f"give {self.own}"

    @property
    def own(self) -> str:
        """The noun where the caller stands beside it: "the name", not "the name of the caller"."""
        return _OF_PERSON.sub("", self.noun)

    @property
    def reference(self) -> str:
        """What an answer is called in the middle of a sentence."""
        is_short = 0 < len(self.own.split()) <= _MOST_WORDS_IN_PASSING
        return self.own if is_short else f"the {self.label}"


def phrase_field(field: Field, goal: str, *, plain: bool = False) -> Phrase | None:
    """Return how to speak of a field, or None when neither its name nor its description has words.

    `goal` is the project's: who searches for something is asked how it should be, not how it is. `plain`
    leaves the description unused.
    """
    description = "" if plain else _readable(field.description)
    label = _label(field)
    if not label:
        return None
    if description.endswith("?"):
        return Phrase(field, label, question=description)
    clause = _clause(description, field, is_search=bool(_SEARCH_GOAL.search(goal)))
    if clause:
        return Phrase(field, label, clause=clause)
    return Phrase(field, label, noun=_noun(description, label), description=description)


def _readable(description: str) -> str:
    text = " ".join(description.split()).rstrip(". ")
    return "" if len(text) > LONGEST_DESCRIPTION or _UNFIT.search(text) else text


def _label(field: Field) -> str:
    words = [word for word in _NAME_BREAKS.split(_OBJECT_LAST.sub(r"\2 \1", field.name.strip())) if word]
    words = [word for word in words if not re.fullmatch(_PERSON, word, re.IGNORECASE)] or words
    words = [_ABBREVIATIONS.get(word.lower(), word) for word in words]
    label = " ".join(word if word.isupper() and len(word) < 5 else word.lower() for word in words)
    label = re.sub(r"\be ?mail\b", "e-mail", label)
    if field.type is FieldType.PHONE and "number" not in label:
        label = f"{label} number"
    if field.type is FieldType.EMAIL and "address" not in label:
        label = f"{label} address"
    if field.type is FieldType.BOOLEAN:
        label = _BOOLEAN_LEAD.sub("", label, count=1)
    readable = not _UNFIT.search(label) and any(map(str.isalpha, label))
    return label if readable and len(label) <= LONGEST_LABEL else ""


def _clause(description: str, field: Field, *, is_search: bool) -> str:
    if _QUESTION_LEAD.match(description):
        return _lower_first(description)
    is_boolean = field.type is FieldType.BOOLEAN
    found = _CLAUSE.search(description)
    if found and (is_boolean or found.start() == 0):
        return f"whether {_said_of(found['clause'], is_search=is_search and is_boolean)}"
    if not is_boolean:
        return ""
    words = _NAME_BREAKS.sub(" ", field.name).strip().lower()
    rest = _YES_NO_LEAD.sub("", description, count=1) or words
    said = _said_of(_COMPLETED.sub(_complete, rest), is_search=is_search)
    if _WISH.match(said):
        return f"whether the caller {said}"
    if _SENTENCE.match(said):
        return f"whether {said}"
    return f"a yes-or-no question about {said if description else _label(field)}"


def _complete(match: re.Match[str]) -> str:
    verb = "are" if match[1].endswith("s") else "is"
    return f"{match[1]} {verb} {match[2]}"


def _said_of(clause: str, *, is_search: bool) -> str:
    clause = _lower_first(clause)
    if clause.startswith("to "):
        return f"the caller wants {clause}"
    first, _, rest = clause.partition(" ")
    verb = rest.partition(" ")[0]
    is_bare = not _DETERMINER.match(clause) and not first.endswith(("s", "ing"))
    if re.match(_PERSON, clause) or (verb in _SINGULAR_VERBS and is_bare and not _ABOUT_PERSON.match(clause)):
        clause = f"the {clause}"
    if not is_search or _ABOUT_PERSON.match(clause) or " still " in clause:
        return clause
    words = clause.split(" ")
    for place, word in enumerate(words[1:], start=1):
        if word in _FINITE_VERBS:
            return " ".join((*words[:place], "should", _FINITE_VERBS[word], *words[place + 1 :]))
    return clause


def _noun(description: str, label: str) -> str:
    text = _ORDER_LEAD.sub("", description, count=1) or label
    return _with_article(_lower_first(re.split(r"\s+or to\s+", text, maxsplit=1)[0]))


def _with_article(text: str) -> str:
    text = re.sub(r"\Ayour\b", "the", text, flags=re.IGNORECASE)
    if re.match(rf"{_PERSON}(?:'s|’s)\b", text, re.IGNORECASE):
        return f"the {text}"
    return text if _DETERMINER.match(text) else f"the {text}"


def _lower_first(text: str) -> str:
    first = text.split(" ", 1)[0]
    is_acronym = len(first) > 1 and any(map(str.isupper, first[1:]))
    return text if is_acronym or first == "I" else text[:1].lower() + text[1:]

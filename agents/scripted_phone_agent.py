"""What would a phone agent say next that keeps to its instructions and understands little else?

It asks for what its instructions order it to ask for and nobody asked yet, in their order; it asks again or reads
back where they say so; then it says goodbye. For replays with the scripted server: it reads words, not meaning.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

GOODBYE = "Thank you, that is all I need. Goodbye!"
_MOST_READ = 60_000
_FRAME = re.compile(r"\n-{3,}\nYou are on the phone now\b")
_MARKER = re.compile(r"\A\s*(?:(?:[-*+•]|\d{1,3}[.)]|#{1,6})\s+)+")
_ASKS = re.compile(
    r"\b(?:ask|collect|find out|request|get|vra|vraag|frag|pregunt|demand)\w*\b"
    r"(?:\s+(?:the\s+)?(?:callers?|customers?|clients?|them|him|her|each caller|die beller)\b)?"
    r"(?:\s+(?P<lead>for|about|vir|na|whether|if|what|which|when|where|who|how)\b)?(?P<rest>[^.;:?!\n]*)(?P<colon>:?)",
    re.IGNORECASE,
)
_FORBIDS = re.compile(r"\b(?:not|never|without|avoid|moenie|nie|don['’]t|unless asked)\b[^.;]{0,30}\Z", re.IGNORECASE)
_ENDS_TOPIC = re.compile(
    r"\s*(?:\band (?:wait|note|record|write|confirm|repeat|read|then)\b|\b(?:before|after|until|unless|first|on its own"
    r"|so that|in (?:one|everyday|plain|other)|at the (?:start|end|beginning)|again|if|when|as soon|always|in case)\b"
    r"|\s[(–—-]).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_SPLITS = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|en|und|y)\s+")
_PLACES_FIRST = re.compile(r"\b(?:first|before anything else|at the (?:very )?(?:start|beginning))\b", re.IGNORECASE)
_READS_BACK = re.compile(r"\b(?:(?:read|repeat|say)\b[^.]{0,60}\bback|confirm\b|spell)", re.IGNORECASE)
_ASKS_AGAIN = re.compile(
    r"\b(?:again|in other words|follow up|once more|missing or unclear|not clear)\b", re.IGNORECASE
)
_IS_UNCLEAR = re.compile(
    r"\b(?:not sure|no idea|don['’]t know|maybe|perhaps|later|some ?(?:time|thing|where)|what do you mean|sorry|pardon"
    r"|hm+|um+|uh+|soon|whenever|depends|can(?:no|['’])t say)\b|\?\s*\Z|\(silence\)|\A\W*\Z",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DULL = frozenset(
    _WORD.findall(
        "the and for their them they caller callers customer customers client your you what which when where who how "
        "whether that this with from has have had will would are was were can could must should any all one time each "
        "question questions anything else help details detail following these information more about into does want "
        "wants need needs please also only other there"
    )
)
# How people ask for what has a usual question, by a word of its name.
_USUAL = {
    "name": re.compile(r"\bname\b|who am i (?:speaking|talking)|who(?:'s| is) (?:calling|this)", re.IGNORECASE),
    "mail": re.compile(r"e-?mail", re.IGNORECASE),
    "phone": re.compile(r"\b(?:phone|number|reach you|call you back)\b", re.IGNORECASE),
    "date": re.compile(r"\b(?:date|what day|which day|when)\b", re.IGNORECASE),
    "day": re.compile(r"\b(?:date|what day|which day|when)\b", re.IGNORECASE),
    "address": re.compile(r"\baddress\b|where (?:do you|are you)", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class _Topic:
    """One thing to ask for: its place in the instructions, as it is written there, and its telling words."""

    place: int
    lead: str
    text: str
    words: frozenset[str]

    def is_in(self, text: str) -> bool:
        """Say whether a text speaks of it."""
        if 2 * len(self.words & _read_words(text)) >= len(self.words):
            return True
        return any(usual.search(text) for word, usual in _USUAL.items() if len(self.words) < 3 and word in self.words)

    def ask(self) -> str:
        """Return the question for it."""
        if self.lead in {"whether", "if"}:
            return f"May I ask whether {self.text}?"
        if self.lead in {"what", "which", "when", "where", "who", "how"}:
            return f"Could you tell me {self.lead} {self.text}?"
        bare = re.sub(r"\A(?:the|their|a|an|your)\s+(?:caller['’]s\s+)?", "", self.text, flags=re.IGNORECASE)
        return f"Could you tell me your {bare}, please?"


def speak_next(messages: Sequence[Mapping[str, Any]]) -> str | None:
    """Return the next turn in a conversation whose system message holds instructions, or None where it holds none."""
    system = "\n".join(str(one.get("content") or "") for one in messages if one.get("role") == "system")
    framed = _FRAME.search(system)
    if framed is None:
        return None
    instructions = system[: min(framed.start(), _MOST_READ)]
    topics = _find_topics(instructions)
    said = [str(one.get("content") or "") for one in messages if one.get("role") == "assistant"]
    heard = next((str(one.get("content") or "") for one in messages[::-1] if one.get("role") == "user"), "")
    return _answer_to(heard, said, topics, instructions) or _ask_next(said, topics)


def _answer_to(heard: str, said: Sequence[str], topics: Sequence[_Topic], instructions: str) -> str | None:
    """Return what the instructions want done about the answer that was just heard, if anything."""
    latest = said[-1] if said else ""
    topic = next((one for one in topics[::-1] if one.is_in(latest)), None)
    lines = _find_said_of(topic, instructions) if topic else []
    is_unclear = bool(_IS_UNCLEAR.search(heard))
    if topic and is_unclear and any(_ASKS_AGAIN.search(line) for line in lines):
        return f"Sorry, I did not quite get that. {topic.ask()}"
    if topic and not is_unclear and any(_READS_BACK.search(line) for line in lines) and heard.strip():
        return f"Let me read that back to you: {heard.strip().rstrip('.!')}. Is that right?"
    return None


def _find_said_of(topic: _Topic, instructions: str) -> list[str]:
    """Return the sentences about a topic, each with the next one of its line, which goes on about it."""
    found: list[str] = []
    for line in instructions.splitlines():
        sentences = _SENTENCE_END.split(line)
        found += [" ".join(sentences[at : at + 2]) for at, text in enumerate(sentences) if topic.is_in(text)]
    return found


def _ask_next(said: Sequence[str], topics: Sequence[_Topic]) -> str:
    """Ask for the next thing behind the last one asked for; then for what was passed over."""
    asked = [any(topic.is_in(turn) for turn in said) for topic in topics]
    reached = max((place for place, was_asked in enumerate(asked) if was_asked), default=-1)
    open_topics = [place for place, was_asked in enumerate(asked) if not was_asked]
    ahead = [place for place in open_topics if place > reached] or open_topics[::-1]
    return topics[ahead[0]].ask() if ahead else GOODBYE


def _find_topics(instructions: str) -> list[_Topic]:
    """Return what the instructions order to ask for, in the order in which it is to be asked."""
    topics: list[_Topic] = []
    is_list = False
    for place, line in enumerate(instructions.splitlines()):
        marker = _MARKER.match(line)
        body = line[marker.end() :] if marker else line.strip()
        asking = [
            found
            for sentence in _SENTENCE_END.split(body)
            if not (_ASKS_AGAIN.search(sentence) or _READS_BACK.search(sentence))
            for found in _ASKS.finditer(sentence)
            if not _FORBIDS.search(sentence[: found.start()])
        ]
        if not asking and (_ASKS_AGAIN.search(body) or _READS_BACK.search(body)):
            continue
        if asking:
            order = -1 if _PLACES_FIRST.search(body) else place
            topics += [topic for found in asking for topic in _read_topics(order, found)]
            is_list = bool(asking[-1]["colon"])
        elif is_list and marker:
            topics += _as_topic(place, "", body)
        elif body:
            is_list = False
    topics.sort(key=lambda topic: topic.place)
    unique = list({topic.words: topic for topic in topics[::-1]}.values())[::-1]
    uses = Counter(word for topic in unique for word in topic.words)
    # What several are called, such as "name", tells none of them apart.
    own = [frozenset(word for word in topic.words if uses[word] == 1) for topic in unique]
    return [replace(topic, words=words or topic.words) for topic, words in zip(unique, own, strict=True)]


def _read_topics(place: int, found: re.Match[str]) -> list[_Topic]:
    lead = (found["lead"] or "").lower()
    if found["colon"]:
        return []
    parts = (
        [found["rest"]]
        if lead not in {"", "for", "about", "vir", "na"}
        else _SPLITS.split(_ENDS_TOPIC.sub("", found["rest"]))
    )
    return [topic for part in parts for topic in _as_topic(place, lead, part)]


def _as_topic(place: int, lead: str, text: str) -> list[_Topic]:
    match = re.match(r"(whether|if|what|which|when|where|who|how)\s+", text, re.IGNORECASE)
    if match:
        lead, text = match[1].lower(), text[match.end() :]
    text = _ENDS_TOPIC.sub("", text).strip(" .,;:–—-")
    words = _read_words(text)
    return [_Topic(place, lead, text, words)] if words else []


def _read_words(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in _WORD.findall(text.casefold()) if word not in _DULL)

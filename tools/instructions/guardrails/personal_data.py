"""Do the edits carry personal data: addresses to reach a person, numbers that identify one, or their name?"""

import re
from collections.abc import Iterable

from memory.drafts import Refusal
from tools.instructions.common_words import COMMON_WORDS
from tools.instructions.guardrails.amounts import DIGIT_WORDS
from tools.instructions.guardrails.plain_text import plain, words_of
from tools.instructions.guardrails.proposal import Proposal
from tools.instructions.guardrails.web_addresses import find_emails

FEWEST_DIGITS = 7
FEWEST_SPOKEN_DIGITS = 4
SHORTEST_NAME = 3

_DIGIT_RUN = re.compile(r"(?<!\d)\d(?:[ ()./\-]{0,3}\d){6,40}")
_DIGIT_WORDS_ELSEWHERE = """
null eins zwei zwo drei vier fünf sechs sieben acht neun zéro un deux trois quatre cinq sept huit neuf cero uno dos tres
cuatro cinco seis siete ocho nueve um dois quatro sete oito nove due tre quattro cinque sei sette otto nul een twee drie
vyf vijf ses zes sewe zeven agt nege negen ноль один два три четыре пять шесть семь восемь девять jeden dwa trzy cztery
pięć sześć siedem osiem dziewięć sıfır bir iki üç dört beş altı yedi sekiz dokuz صفر واحد
اثنان ثلاثة أربعة خمسة ستة سبعة
ثمانية تسعة शून्य एक दो तीन चार पांच छह सात आठ नौ kunye kubili kuthathu kune kuhlanu sifuri moja mbili tatu nne tano sita
saba nane tisa 영 일 이 삼 사 오 육 칠 팔 구 공 nol satu dua tiga empat lima enam tujuh delapan sembilan
"""
_DIGIT_NAMES = sorted({*DIGIT_WORDS, "oh", "double", "triple", *plain(_DIGIT_WORDS_ELSEWHERE).split()}, reverse=True)
_DIGIT_WORD = rf"(?:{'|'.join(map(re.escape, _DIGIT_NAMES))})"
_BETWEEN_DIGITS = r"(?:[^\w\n]|_){1,4}"
_SPOKEN_RUN = re.compile(
    rf"(?<!\w){_DIGIT_WORD}(?:{_BETWEEN_DIGITS}(?:and )?{_DIGIT_WORD}){{{FEWEST_SPOKEN_DIGITS - 1},40}}(?!\w)"
    r"|[〇零一二三四五六七八九幺]{5,40}"
)
_SPELLED = re.compile(r"(?<!\w)[^\W\d_](?:(?:[ .,\-*|/·•~:;+=\\]|_){1,3}[^\W\d_]){3,60}(?!\w)")
_CAPITALISED = re.compile(r"[^\W\d_][\w'’-]*")
_SAYS_NAME = re.compile(
    r"\b(?:(?:sur)?name(?: is|'s|’s)|call me|this is|i am|i'm|i’m|speaking (?:with|to)"
    r"|under the name(?: of)?)[ ,:]{1,3}"
    r"(?:is )?([^\W\d_][\w'’-]{1,40})(?: ([^\W\d_][\w'’-]{1,40}))?(?: ([^\W\d_][\w'’-]{1,40}))?",
    re.IGNORECASE,
)
# "I am calling", "this is needed": no name follows.
_NO_NAME = re.compile(r"(?:ing|ed|ly)\Z")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\"“(]\s*|\n\s*)\Z")
_MOST_CAPITALS = 0.25
_SHORT_TURN = 4


def refuse_personal_data(proposal: Proposal) -> Refusal | None:
    """E-mail addresses, telephone, card and identity numbers, and values spelled out letter by letter."""
    for find, what in (
        (find_emails, "an e-mail address"),
        (_find_long_numbers, "a telephone, card or identity number"),
        (_find_spelled, "a value spelled out letter by letter"),
    ):
        if proposal.find_new(find):
            return Refusal("personal_data", f"The new text holds {what} that is not in the instructions.")
    return None


def refuse_caller_names(proposal: Proposal) -> Refusal | None:
    """A name that a caller spoke, in whatever case, stands in the new text and not in the old."""
    new = proposal.find_new(lambda text: set(words_of(text)) - COMMON_WORDS)
    if not new or not new & set(_find_names(proposal.caller_turns)):
        return None
    return Refusal("caller_name", "The new text holds a name that a caller said and the instructions do not.")


def _find_long_numbers(text: str) -> set[str]:
    text = plain(text)
    runs = {re.sub(r"\D", "", match) for match in _DIGIT_RUN.findall(text)}
    return runs | {" ".join(re.findall(r"\w+", match)) for match in _SPOKEN_RUN.findall(text)}


def _find_spelled(text: str) -> set[str]:
    return {re.sub(r"\W", "", match) for match in _SPELLED.findall(plain(text))}


def _find_names(turns: Iterable[str]) -> set[str]:
    names: set[str] = set()
    for turn in turns:
        for match in _SAYS_NAME.finditer(turn):
            for word in filter(None, match.groups()):
                if plain(word) in COMMON_WORDS or _NO_NAME.search(word):
                    break
                names.update(words_of(word))
        for word in _proper_words(turn):
            names.update(words_of(word))
    return {name for name in names - COMMON_WORDS if len(name) >= SHORTEST_NAME and name.isalpha()}


def _proper_words(turn: str) -> list[str]:
    """Return the capitalised words of a turn that its sentences do not explain.

    A turn where capitals are the rule (text in capitals, German) tells nothing, except when it is so short
    that it may be nothing but a name.
    """
    words = list(_CAPITALISED.finditer(turn))
    capitals = [word for word in words if word[0][0].isupper() and len(word[0]) > 1]
    if len(words) > _SHORT_TURN:
        capitals = [
            word for word in capitals if not _SENTENCE_START.search(turn[max(0, word.start() - 4) : word.start()])
        ]
        if len(capitals) > _MOST_CAPITALS * len(words):
            return []
    return [word[0] for word in capitals]

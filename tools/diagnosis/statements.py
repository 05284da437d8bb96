"""Did a caller say something in words: a name, a place, a choice, a yes or no, or what a free field asks for?"""

import re
from itertools import pairwise

from tools.diagnosis.names import find_name, find_place_name, find_thing
from tools.diagnosis.phrasing import any_of
from tools.diagnosis.reactions import find_reaction
from tools.diagnosis.reading import Sentence, Utterance, find_words, stem
from tools.diagnosis.replies import is_flat_no, is_no, is_yes
from tools.diagnosis.speech import find_content, is_question
from tools.diagnosis.spelling import DIGIT_WORDS, TEENS_AND_TENS, count_digits, find_spelling, is_spelled_aloud
from tools.diagnosis.topics import Topic
from tools.diagnosis.value import Form, Value, whole_turn

_MOST_WORDS_KEPT = 12

_WRITTEN_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_SPOKEN_EMAIL = re.compile(r"\bat\W{1,3}\w[\w .-]{0,40}?(?:\bdot\W{1,3}|\bpoint\W{1,3}|\.)\w{2,}")
_EMAIL_PIECE = any_of(
    r"""
    gmail | g mail | yahoo | hotmail | outlook | icloud | dot (?:com|co|org|net) | underscore | \w+\.com | \w+ at \w+
    """
)
_STREET = any_of(
    r"""
    street | st | road | rd | avenue | ave | lane | drive | close | crescent | way | boulevard | court | place
    """,
    before=r"\b\d{1,5}\w? (?:\w+ ){1,4}",
)
_PICKED = re.compile(r"\b(?:first|second|third|last|former|latter|either)(?: one| option)?\b")
_SEARCHES = any_of(
    r"""
    find | help | look | search | get | book | recommend | suggest | show | give
    """,
    before=r"\b(?:can|could|will|would) you (?:please |also )?",
)
_OWN_WISH = any_of(
    r"""
    i | we | i'm | i'd | we'd | my | our | me | it | with | without | needs? | wants? | has to | must | no | non | don't
    prefer\w*
    """
)
_EVASIVE = any_of(
    r"""
    on file | (?:in|on) your (?:system|screen|computer|records|side|books) | the usual | depends | it varies | whatever
    (?:the )?same (?:as|place|one|thing|address)
    (?:you|you've|you guys|they)(?: already| should| must| got)* (?:have|got|had|know) (?:it|that|my|them|all)
    (?:i|i've)(?: already| just)? (?:told|said|gave|given) (?:you|it|that|the|him|her|them) | as i said | like i said
    again
    something | somewhere | somehow | stuff | all sorts | this and that | things | a bit of
    nothing (?:special|much|really)
    bits and pieces | odds and ends | a (?:query|question|few things|couple of things)
    some (?:help|information|info|advice)
    none of | what(?:ever)? (?:you|most|everybody|others|people) | (?:normal|ordinary|regular|standard) one
    you know (?:what|the|how) | ^\W*(?:it's |its |it is )?(?:the|that) (?:\w+ ){1,3}(?:ones?|things?)(?=\W*$)
    ^\W*(?:it's |its |it is )?the one with
    """
)
_MOST_WORDS_OF_AN_EVASION = 5
_OWNS = any_of(
    r"""
    have | has | got | had | keeps? | have got | has got
    """,
    before=r"^\W*(?:(?:well|oh|um|so|just)\W+){0,2}(?:i|we|he|she|they)(?:'ve|'s)? (?:just |only )?",
    after=r" (?:an?|two|three|some) ",
)
_IN_PART = any_of(
    r"""
    (?:no|not|nope)\b.{1,60}[,.] (?:but )?yes | (?:yes|yeah)\b.{1,60}[,.] (?:but )?no
    """,
    before=r"^\W*",
    after=r"\W*$",
)
_IS = frozenset({"is", "are", "was", "would", "to"})


def find_email(turn: Utterance, _topic: Topic, *, answering: bool) -> Value | None:
    """An e-mail address, written or spoken; pieces of one in an answer are garbled."""
    found = _WRITTEN_EMAIL.search(turn.folded) or _SPOKEN_EMAIL.search(turn.folded)
    if found:
        return Value(*found.span(), re.sub(r"\W+", "", found[0]))
    if not answering:
        return None
    piece = _EMAIL_PIECE.search(turn.folded)
    if piece:
        return Value(*piece.span(), re.sub(r"\W+", "", turn.folded)[:80], Form.GARBLED)
    spelling = find_spelling(turn.written)
    return whole_turn(turn, spelling.text, Form.PARTIAL) if spelling and len(spelling.text) >= 3 else None


def find_yes_or_no(turn: Utterance, topic: Topic, *, answering: bool) -> Value | None:
    """A yes or no to the question, or a wish of the caller's own that names the topic."""
    if answering and _IN_PART.search(turn.folded):
        return whole_turn(turn, "in part", Form.PARTIAL)
    if answering and turn.words[-1:] in (("no",), ("yes",)):
        return whole_turn(turn, turn.words[-1])
    if answering and (is_yes(turn.folded) or is_no(turn.folded)):
        return whole_turn(turn, "yes" if is_yes(turn.folded) else "no")
    owns = _OWNS.match(turn.folded) if answering and not find_reaction(turn.folded) else None
    if owns:
        return whole_turn(turn, "yes")
    for sentence in turn.sentences:
        if not topic.own & sentence.stems or not _OWN_WISH.search(sentence.text):
            continue
        if answering or not is_question(sentence.text) or _SEARCHES.search(sentence.text):
            return _of_sentence(sentence, "stated")
    return None


def find_choice(turn: Utterance, topic: Topic, *, answering: bool) -> Value | None:
    """One of the field's options; another answer leaves the choice open."""
    stems = frozenset[str]().union(*(sentence.stems for sentence in turn.sentences))
    for option in topic.options:
        found = re.search(rf"(?<!\w){re.escape(option)}(?!\w)", turn.folded)
        if found:
            return Value(*found.span(), option)
        words = find_words(option)
        if words and stems.issuperset(stem(word) for word in words):
            return whole_turn(turn, option)
    if not answering:
        return None
    picked = _PICKED.search(turn.folded)
    if picked:
        return Value(*picked.span(), picked[0])
    return find_statement(turn, Form.PARTIAL if topic.options else Form.WHOLE)


def find_person(turn: Utterance, topic: Topic, *, answering: bool) -> Value | None:
    """A person's name; one word of it is a part where the field wants the whole name."""
    found = find_name(turn, topic.part, answering=answering)
    if found is None:
        return None
    start, end, normal = found
    spelled = is_spelled_aloud(find_words(turn.folded[start:end]))
    whole = spelled or not topic.whole_name or " " in normal
    return Value(start, end, normal, Form.WHOLE if whole else Form.PARTIAL, spelled)


def find_place(turn: Utterance, _topic: Topic, *, answering: bool) -> Value | None:
    """A place behind `in`, `to`, `near` and the like; in an answer whatever it says."""
    found = find_place_name(turn)
    if found:
        return Value(*found)
    return find_statement(turn) if answering else None


def find_entity(turn: Utterance, _topic: Topic, *, answering: bool) -> Value | None:
    """The name of a thing; in an answer whatever it says."""
    found = find_thing(turn)
    if found:
        return Value(*found)
    return find_statement(turn) if answering else None


def find_address(turn: Utterance, _topic: Topic, *, answering: bool) -> Value | None:
    """A street with its number; in an answer without any digit it is a part."""
    found = _STREET.search(turn.folded)
    if found:
        return Value(*found.span(), found[0])
    numbered = any(c.isdigit() for c in turn.folded)
    return find_statement(turn, Form.WHOLE if numbered else Form.PARTIAL) if answering else None


def find_free(turn: Utterance, topic: Topic, *, answering: bool) -> Value | None:
    """What answers a free question, or `my <field> is ...` outside an answer."""
    if answering and is_flat_no(turn.folded):
        return whole_turn(turn, "none")
    if answering:
        vague = topic.needs_digits and not count_digits(turn.written)
        return find_statement(turn, Form.PARTIAL if vague else Form.WHOLE)
    for sentence in turn.sentences:
        if not is_question(sentence.text) and _says_it_is(sentence, topic):
            return _of_sentence(sentence, "stated")
    return None


def find_statement(turn: Utterance, form: Form = Form.WHOLE) -> Value | None:
    """The first sentence that carries content and is neither a question back nor a refusal."""
    for sentence in turn.sentences:
        if is_question(sentence.text) or find_reaction(sentence.text):
            continue
        words = find_content(sentence.words)
        if words:
            evades = len(words) <= _MOST_WORDS_OF_AN_EVASION and _EVASIVE.search(sentence.text)
            return _of_sentence(sentence, " ".join(words[:_MOST_WORDS_KEPT]), Form.PARTIAL if evades else form)
    return None


def _says_it_is(sentence: Sentence, topic: Topic) -> bool:
    words = sentence.words
    if any(stem(word) in topic.own and words[place + 1] in _IS for place, word in enumerate(words[:-2])):
        return True
    return any(word in topic.words and _is_number(after) for word, after in pairwise(words))


def _is_number(word: str) -> bool:
    return word in DIGIT_WORDS or word in TEENS_AND_TENS or (word.isascii() and word.isdigit() and len(word) <= 3)


def _of_sentence(sentence: Sentence, normal: str, form: Form = Form.WHOLE) -> Value:
    return Value(sentence.start, sentence.start + len(sentence.text), normal, form)

"""Is a caller's turn a plain yes or no, a denial, a greeting, or no caller at all?"""

import re

from tools.diagnosis.phrasing import any_of, set_of
from tools.diagnosis.reading import find_words

_DENIED = any_of(
    r"""
    ^\W*(?:no|nope|nah|not quite|uh,? no)\W+(?:no|listen|wait|sorry|it's|it is|i said|my|the|not|\w)\b
    ^\W*(?:no|nope)\W+that's (?!all|it|ok)
    \b(?:that's|that is|it's|that isn't|that's still|is) (?:not|n't) (?:right|correct|it|my|quite|what)
    \bthat isn't (?:right|correct|my) | \bthat's (?:wrong|incorrect)
    \bi said\b | \bi (?:just|already) (?:told|gave|said)
    \byou (?:got|have|had|heard|spelled|took) (?:it|that|my \w+|me)(?: \w+)? wrong
    \b(?:wrong|incorrect) (?:name|number|address|code|date|email|spelling|letter|digit)
    \bnot \w{1,3}[,.]? (?:but )?\w{1,3}\b(?= as in| for )
    """,
    before="",
    after="",
)
_OPENING = r"^\W*(?:(?:oh|um+|uh+|er+|well|okay|ok|alright|right|so|ah|hmm*|actually|sorry)\W+){0,6}"
_YES = any_of(
    r"""
    yes | yeah | yep | yup | ya | ja | sure | certainly | definitely | absolutely | of course | correct | exactly
    right | please do | go ahead | sounds (?:good|great|fine|perfect) | that's (?:right|correct|fine|it|good|perfect)
    that (?:is|would be|works|sounds|will) | i do | i am | i would | i have | perfect | great | fine | please | ok
    okay | indeed | affirmative | i (?:think|believe|guess|hope|suppose) so | let's do | uh-huh | mhm+
    """,
    before=_OPENING,
)
_NO = any_of(
    r"""
    no | nope | nah | nee | not (?:at|really|yet|necessary|needed|right|currently|that i|as) | negative | never | none
    i don't(?! (?:know|remember|understand|think so)) | i do not(?! know) | i'm not(?! sure) | i am not | i haven't
    it doesn't | it isn't | neither
    """,
    before=_OPENING,
)
_FLAT_NO = re.compile(
    _OPENING
    + r"(?:no|nope|nah)(?:\W+(?:thanks|thank you|sorry|i'm sorry|please|not really|you can't|you may not|i don't"
    r" think so|that's okay|it's okay|i'm good|i'm fine)){0,4}\W*$"
)
_MACHINE = any_of(
    r"""
    leave (?:a|your|me a) (?:message|name) | after the (?:tone|beep) | voice ?mail | mailbox
    not available to take | can't (?:take|come to) (?:your|the) (?:call|phone)
    person you (?:are|have) (?:calling|called|dialed|trying) | the number you have dialed | record your message
    """
)
_LINE_CHECK = re.compile(
    r"^\W*(?:(?:hello|hallo|hullo|hi|are you (?:still )?there|you there|can you hear me|anybody there|anyone there)"
    r"\W*){1,6}(?:\w+\W+){0,3}\w*\W*$"
)
_NOISE = set_of(
    """
    hi hello hey hallo hullo good morning afternoon evening day yes yeah yep ok okay um uh er hm hmm mm mhm ah oh
    so and well is anybody anyone there speaking who's this it's me can you hear sorry what please thanks thank
    bye goodbye alo allo yo sawubona dumela hola bonjour namaste
    """
)


def is_denial(text: str) -> bool:
    """Whether a caller says that what the agent heard or read back is wrong."""
    return _DENIED.search(text) is not None


def is_yes(text: str) -> bool:
    """Whether a turn begins with agreement."""
    return _YES.match(text) is not None


def is_no(text: str) -> bool:
    """Whether a turn begins with a no."""
    return _NO.match(text) is not None


def is_flat_no(text: str) -> bool:
    """Whether a turn is nothing but a no: to `may I have your number?` that is a refusal."""
    return _FLAT_NO.match(text) is not None


def is_machine(text: str) -> bool:
    """Whether a turn is the greeting of an answering machine."""
    return _MACHINE.search(text) is not None


def is_line_check(text: str) -> bool:
    """Whether a turn only asks whether anybody is there."""
    return _LINE_CHECK.match(text) is not None


def is_only_greeting(text: str) -> bool:
    """Whether a turn holds nothing but greetings, fillers and `are you there`."""
    return all(word in _NOISE or word.isspace() for word in find_words(text))

"""What else than a value did a caller answer: a refusal, not knowing, not understanding, a plain yes or no?"""

import re
from enum import StrEnum

from tools.diagnosis.phrasing import any_of, set_of
from tools.diagnosis.reading import find_words


class Reaction(StrEnum):
    """How a caller met a question without giving the value."""

    REFUSED = "refused"
    DID_NOT_KNOW = "did_not_know"
    CONFUSED = "confused"
    PUT_OFF = "put_off"
    LEFT = "left"


_REFUSED = any_of(
    r"""
    i(?:'d| would)(?: really)? (?:rather|prefer) not | i(?:'d| would) rather (?:keep|leave|skip) | i won't
    i(?:'ll| will) not(?: be)? (?:giv|shar|say|tell|provid)\w* | prefer not | rather not | refuse to
    not (?:really )?(?:comfortable|willing|happy|prepared|keen|giving|sharing|telling|handing)
    not (?:going to|gonna) (?:give|share|tell|say|provide|hand) | none of your (?:business|concern)
    why do you (?:need|want|ask) | why would you need | what do you need (?:it|that) for
    (?:that's|that is|it's|it is) (?:private|personal|confidential) | not over the phone
    no need for (?:you to|that) | you don't need (?:my|that|it|to) | can we (?:skip|leave) | skip (?:that|this|it)
    leave (?:that|it) (?:out|blank) | keep (?:that|it|this) (?:private|to (?:myself|ourselves)) | don't ask me
    you (?:may|can) ?not\b(?! (?:want|need)) | (?:stay|remain|be) anonymous | too (?:much|many) (?:junk|spam|calls)
    (?:don't|do not|never) (?:give|hand|share) (?:\w+ )?(?:out|that|my|it|those)
    no (?:e-?mail|number|name|address|phone|cell|details|card)s?,? (?:please|thanks|thank you|for me|needed)
    """
)
_NOT_WILLING = any_of(
    r"""
    want to | wanna | wish to | like to | like giving | feel like | feel comfortable | care to
    give (?:that|it|out|my)
    """,
    before=r"\b(?:don't|do not|didn't)(?: really| actually)? ",
    after=r"(?!.{0,12}\b(?:wait|lose|miss|pay|change|book|cancel|be|go|have)\b)",
)
_DID_NOT_KNOW = any_of(
    r"""
    haven't (?:got|decided|figured|a clue|made up) | have no (?:idea|clue) | no idea | no clue | not certain
    not (?:really |quite |too )?sure | unsure | i(?:'ve| have)? (?:forgot\w*|lost (?:it|my|the)) | beats me
    i(?:'d| would)? have to (?:go )?(?:and )?(?:check|look|ask|find out) | would have to (?:check|look)
    i(?:'d| would) need to (?:check|look|ask|find out) | need to (?:look|dig) (?:it|that) (?:up|out) | dunno
    not (?:handy|with me|in front of me|to hand|at hand) | no longer have | hard to say | off the top of my head
    my (?:wife|husband|partner|boss|mother|father|son|daughter|assistant) (?:has|knows|would know)
    still (?:counting|deciding|thinking|looking|figuring|working) | (?:must|have to|need to) first (?:ask|check)
    """
)
_NOT_ABLE = any_of(
    r"""
    know | remember | recall | say(?! (?:that|it) again) | tell(?: you)?(?: from| yet| exactly)? | think of
    have (?:\w+[' ]){0,5}?(?:handy|with me|on me|in front of me|at hand|to hand|right now|here|yet)
    have (?:that|it|one|any|an?|my|the) | (?:see|check|read|reach|get to) (?:it|that|them|the|my)
    seem to (?:find|have|locate) | find (?:it|that|my|the) | tell you (?:that|off) | got (?:it|that|one)
    """,
    before=r"\b(?:don't|do not|didn't|can't|cannot|couldn't)"
    r"(?: quite| actually| really| even| exactly| currently| honestly| yet)?(?: yet)? ",
)
_CONFUSED = any_of(
    r"""
    what do you mean | how do you mean | what does (?:that|it|this) mean | what(?:'s| is) the difference
    what (?:is|'s) that\b | (?:don't|do not|didn't) (?:quite |really |still )?(?:understand|follow\b|get (?:it\b|what))
    (?:don't|do not|didn't) know what (?:that|you|this) | not sure what (?:you|that|this|it) | what exactly
    not (?:following|understanding) | still don't get | come again | what was the question | say (?:that )?again
    repeat (?:that|the question|it) | mean by | where (?:do|can|would) i find | what are you (?:asking|talking)
    you (?:lost|confused) me | confus\w+ | what kind of | explain (?:that|it|to me|what) | (?:tell|ask) me what that
    which (?:one|number|name|date|code|address)\b(?=.{0,25}\?) | what (?:is|'s) (?:that|a|an)\b(?=.{0,30}\?)
    """
)
_LOST = any_of(
    r"""
    \b(?:\w+ of|the) what\W*$ | ^\W*(?:sorry|what|huh|pardon|excuse me|eh|come again|hm+)\W*\?+\W*$
    ^\W*(?:huh|pardon(?: me)?|come again)\W*$
    """,
    before="",
    after="",
)
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
_PUT_OFF = any_of(
    r"""
    (?:i'll|i will|let me|can i|could i) (?:get back|call (?:you )?back|send|text|email)
    (?:i'll|i will|let me|can i|could i) give (?:it|that) (?:to you )?(?:later|another)
    later | another time | hold on | hang on | one (?:moment|second|sec|minute) | wait a | give me a | never ?mind
    just a (?:moment|second|sec|minute) | before that | first (?:tell|i) | the other question
    """
)
_LEFT = any_of(
    r"""
    (?:i|we)(?:'ve| have)? (?:got to|gotta|have to|need to|must|better) (?:go|run|jump|leave|hang up|dash|rush)
    (?:i'll|i will|let me|can i|i can) (?:just )?(?:call|phone|ring|try) (?:you )?(?:back|again|later) | gotta go
    call (?:me )?(?:back )?(?:later|tomorrow|another) | (?:someone|somebody)(?:'s| is) at the (?:door|gate)
    (?:i'm|i am|we're) (?:just )?(?:in a meeting|busy (?:right )?now|driving now|about to) | hang(?:ing)? up
    (?:boss|baby|kids?|wife|husband)(?:'s| is| are) (?:calling|crying|here) | not a good time | another time
    (?:airtime|battery|data|phone) (?:is|'s) (?:finishing|dying|flat|low|running|about) | transfer me
    (?:put|get) me (?:through|someone|a (?:human|person|manager)) | (?:speak|talk) (?:to|with) (?:an?|the|your|some\w+)
    (?:a|any|real) (?:human|person) (?:i can|to|there|available) | not a (?:human|robot|machine)
    forget (?:it|about it) | (?:don't|do not) have (?:the )?time
    """
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
_NOISE = set_of(
    """
    hi hello hey hallo hullo good morning afternoon evening day yes yeah yep ok okay um uh er hm hmm mm mhm ah oh
    so and well is anybody anyone there speaking who's this it's me can you hear sorry what please thanks thank
    bye goodbye alo allo yo sawubona dumela hola bonjour namaste
    """
)

_IN_ORDER = (
    (Reaction.CONFUSED, _CONFUSED),
    (Reaction.CONFUSED, _LOST),
    (Reaction.REFUSED, _REFUSED),
    (Reaction.REFUSED, _NOT_WILLING),
    (Reaction.DID_NOT_KNOW, _DID_NOT_KNOW),
    (Reaction.DID_NOT_KNOW, _NOT_ABLE),
    (Reaction.PUT_OFF, _PUT_OFF),
)


def find_reaction(text: str) -> tuple[Reaction, int, int] | None:
    """Not understanding, refusal, not knowing or putting off in a folded text, in this order, with the span."""
    for reaction, pattern in _IN_ORDER:
        found = pattern.search(text)
        if found:
            return reaction, found.start(), found.end()
    return None


def find_leaving(text: str) -> tuple[int, int] | None:
    """The span where a caller says that they must go or want somebody else."""
    found = _LEFT.search(text)
    return found.span() if found else None


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


def is_only_greeting(text: str) -> bool:
    """Whether a turn holds nothing but greetings, fillers and `are you there`."""
    return all(word in _NOISE or word.isspace() for word in find_words(text))

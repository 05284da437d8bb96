"""What else than a value did a caller answer: a refusal, not knowing, not understanding, a plain yes or no?"""

import re
from enum import StrEnum

from tools.diagnosis.reading import find_words


class Reaction(StrEnum):
    """How a caller met a question without giving the value."""

    REFUSED = "refused"
    DID_NOT_KNOW = "did_not_know"
    CONFUSED = "confused"
    DENIED = "denied"
    PUT_OFF = "put_off"
    LEFT = "left"


_REFUSED = re.compile(
    r"\b(?:i(?:'d| would)(?: really)? (?:rather|prefer) not|i(?:'d| would) rather (?:keep|leave|skip)|i(?:'ll| will) not"
    r"(?: be)? (?:giv|shar|say|tell|provid)\w*|i won't|prefer not|rather not"
    r"|(?:don't|do not|didn't)(?: really| actually)? (?:want to|wanna|wish to|like to|like giving|feel like|feel comfortable"
    r"|care to|give (?:that|it|out|my))(?!.{0,12}\b(?:wait|lose|miss|pay|change|book|cancel|be|go|have)\b)"
    r"|not (?:really )?(?:comfortable|willing|happy|prepared|keen|going to (?:give|share|tell|say|provide|hand)|giving"
    r"|sharing|telling|handing|gonna (?:give|share|tell|say))"
    r"|refuse to|none of your (?:business|concern)|why do you (?:need|want|ask)|why would you need|what do you need (?:it|that)"
    r" for|(?:that's|that is|it's|it is) (?:private|personal|confidential)|not over the phone|no need for (?:you to|that)"
    r"|you don't need (?:my|that|it|to)|can we (?:skip|leave)|skip (?:that|this|it)|leave (?:that|it) (?:out|blank)"
    r"|keep (?:that|it|this) (?:private|to (?:myself|ourselves))|don't ask me|(?:stay|remain|be) anonymous"
    r"|(?:don't|do not|never) (?:give|hand|share) (?:\w+ )?(?:out|that|my|it|those)|too (?:much|many) (?:junk|spam|calls)"
    r"|no (?:e-?mail|number|name|address|phone|cell|details|card)s?,? (?:please|thanks|thank you|for me|needed))\b"
)
_DID_NOT_KNOW = re.compile(
    r"\b(?:(?:i )?(?:don't|do not|didn't|can't|cannot|couldn't)(?: quite| actually| really| even| exactly| currently| honestly| yet)?"
    r"(?: yet)? (?:know|remember|recall|say(?! (?:that|it) again)|tell(?: you)?(?: from| yet| exactly)?|think of|have (?:\w+[' ]?){0,5}?(?:handy|with me|on me|in front of me|at hand|to hand|right now|here|yet)"
    r"|have (?:that|it|one|any|an?|my|the)\b|seem to (?:find|have|locate)|find (?:it|that|my|the)|tell you (?:that|off)|got (?:it|that|one))"
    r"|haven't (?:got|decided|figured|a clue|made up)|have no (?:idea|clue)|no idea|no clue|not (?:really |quite |too )?sure|not certain"
    r"|unsure|i(?:'ve| have)? (?:forgot\w*|lost (?:it|my|the))|i(?:'d| would)? have to (?:check|look|ask|find out)"
    r"|i(?:'d| would) need to (?:check|look|ask|find out)|need to (?:look|dig) (?:it|that) (?:up|out)|would have to (?:check|look)"
    r"|not (?:handy|with me|in front of me|to hand|at hand)|no longer have|my (?:wife|husband|partner|boss|mother|father|son"
    r"|daughter|assistant) (?:has|knows|would know)|hard to say|beats me|dunno"
    r"|still (?:counting|deciding|thinking|looking|figuring|working)|(?:must|have to|need to) first (?:ask|check)|off the top of my head)\b"
)
_CONFUSED = re.compile(
    r"\b(?:what do you mean|how do you mean|what does (?:that|it|this) mean|what (?:is|'s) that\b|(?:don't|do not|didn't) (?:quite |really |still )?(?:understand|follow\b|get (?:it\b|what)|know what (?:that|you|this))|not sure what (?:you|that|this|it)|not (?:following|understanding)|still don't get|which (?:one|number|name|date|code|address)\b(?=.{0,25}\?)|what (?:is|'s) (?:that|a|an)\b(?=.{0,30}\?)"
    r"|come again|what was the question|say (?:that )?again|repeat (?:that|the question|it)|what exactly"
    r"|mean by|where (?:do|can|would) i find|what are you (?:asking|talking)|you (?:lost|confused) me|confus\w+|what kind of|explain (?:that|it|to me|what)|(?:tell|ask) me what that)\b|\b(?:\w+ of|the) what\W*$"
    r"|^\W*(?:sorry|what|huh|pardon|excuse me|eh|come again|hm+)\W*\?+\W*$|^\W*(?:huh|pardon(?: me)?|come again)\W*$"
)
_DENIED = re.compile(
    r"^\W*(?:no|nope|nah|not quite|uh,? no)\b(?=\W+(?:no|listen|wait|sorry|it's|it is|that's|that is|i said|my|the|not|\w)\b)"
    r"|\b(?:that's|that is|it's|that isn't|that's still|is) (?:not|n't) (?:right|correct|it|my|quite|what)|\bthat isn't (?:right|correct|my)"
    r"|\bthat's (?:wrong|incorrect)|\byou (?:got|have|had|heard|spelled|took) (?:it|that|my \w+|me)(?: \w+)? wrong|\bi said\b"
    r"|\b(?:wrong|incorrect) (?:name|number|address|code|date|email|spelling|letter|digit)|\bnot \w{1,3}[,.]? (?:but )?\w{1,3}\b(?= as in| for )"
    r"|\bi (?:just|already) (?:told|gave|said)"
)
_PUT_OFF = re.compile(
    r"\b(?:(?:i'll|i will|let me|can i|could i) (?:get back|call (?:you )?back|send|text|email|give (?:it|that) (?:to you )?(?:later|another))"
    r"|later|another time|hold on|hang on|one (?:moment|second|sec|minute)|just a (?:moment|second|sec|minute)|wait a|give me a"
    r"|never ?mind|before that|first (?:tell|i)|the other question)\b"
)
_LEFT = re.compile(
    r"\b(?:(?:i|we)(?:'ve| have)? (?:got to|gotta|have to|need to|must|better) (?:go|run|jump|leave|hang up|dash|rush)|(?:i'll|i will|let me|can i|i can)"
    r" (?:just )?(?:call|phone|ring|try) (?:you )?(?:back|again|later)|call (?:me )?(?:back )?later|(?:someone|somebody)(?:'s| is) at the (?:door|gate)"
    r"|(?:my )?(?:boss|baby|kids?|wife|husband)(?:'s| is| are) (?:calling|crying|here)|gotta go|(?:airtime|battery|data|phone) (?:is|'s) (?:finishing|dying"
    r"|flat|low|running|about)|hang(?:ing)? up|(?:put|get) me (?:through|someone|a (?:human|person|manager))|(?:speak|talk) (?:to|with) (?:a|an|the|someone"
    r"|somebody|your) ?(?:human|real|person|manager|supervisor|agent|consultant|operator|live)?|transfer me|(?:a|any|real) (?:human|person) (?:i can|to|there|available)|not a (?:human|robot|machine)|forget (?:it|about it)"
    r"|(?:don't|do not) have (?:the )?time|another time|not a good time)\b"
)
_YES = re.compile(
    r"^\W*(?:(?:oh|um+|uh+|er+|well|okay|ok|alright|right|so|ah|hmm*)\W+)*(?:yes|yeah|yep|yup|ya|ja|sure|certainly|definitely|absolutely"
    r"|of course|correct|exactly|right|please do|go ahead|sounds (?:good|great|fine|perfect)|that's (?:right|correct|fine|it|good|perfect)|that (?:is|would"
    r" be|works|sounds|will)|i do|i am|i would|i have|perfect|great|fine|please|ok|okay|indeed|affirmative|let's do|uh-huh|mhm+)\b"
)
_NO = re.compile(
    r"^\W*(?:(?:oh|um+|uh+|er+|well|okay|ok|so|ah|actually)\W+)*(?:no|nope|nah|nee|not (?:at|really|yet|necessary|needed|right|currently|that i|as)|negative"
    r"|never|none|i don't(?! (?:know|remember|understand|think so))|i do not(?! know)|i'm not(?! sure)|i am not|i haven't|it doesn't|it isn't|neither)\b"
)
_FLAT_NO = re.compile(
    r"^\W*(?:(?:oh|um+|uh+|er+|well|sorry)\W+)*(?:no|nope|nah)(?:\W+(?:thanks|thank you|sorry|i'm sorry|please|not really|you can't"
    r"|you may not|i don't think so|that's okay|it's okay|i'm good|i'm fine))*\W*$"
)
_MACHINE = re.compile(
    r"\b(?:leave (?:a|your|me a) (?:message|name)|after the (?:tone|beep)|voice ?mail|mailbox|not available to take"
    r"|can't (?:take|come to) (?:your|the) (?:call|phone)|person you (?:are|have) (?:calling|called|dialed|trying)"
    r"|the number you have dialed|record your message)\b"
)
_NOISE = frozenset(
    "hi hello hey hallo hullo good morning afternoon evening day yes yeah yep ok okay um uh er hm hmm mm mhm ah oh so and"
    " well is anybody anyone there speaking who's this it's me can you hear sorry what please thanks thank bye goodbye"
    " alo allo yo sawubona dumela hola bonjour namaste".split()
)

_IN_ORDER = (
    (Reaction.CONFUSED, _CONFUSED),
    (Reaction.REFUSED, _REFUSED),
    (Reaction.DID_NOT_KNOW, _DID_NOT_KNOW),
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

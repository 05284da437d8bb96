"""Which words of a caller carry content, once courtesy, fillers and the frame of the sentence are taken away?"""

import re
from collections.abc import Sequence

from tools.diagnosis.lexicon import FUNCTION_WORDS
from tools.diagnosis.phrasing import any_of, set_of

_FRAME = FUNCTION_WORDS | set_of(
    """
    i i'm i'd i'll i've me my we we're we'd you you're he she they them us yes yeah yep no nope not ok okay sure
    right well oh um uh er erm hmm hm mm ah so just actually please thanks thank very much great good fine perfect
    cool nice lovely sorry hi hello hey like would want wants need looking look go get going think maybe probably
    about there here that's it's its let's let see say said call called calling named name's don't can't do
    doesn't didn't isn't alright sir madam ma'am kindly really also too again then now okay. got make take give
    tell know help absolutely certainly definitely course exactly correct wait hold moment second sec minute
    sounds wonderful excellent awesome bye goodbye am been being because but im id ill ive yours ours all that'll
    dear love darling mate sweetie honey pal buddy boss bru bhai ji hey man folks ma sisi ta cheers jeez
    what's who's where's how's when's uh-huh mhm able mean guess
    """
)
_QUESTION = any_of(
    r"""
    what | which | when | where | who | why | how | can | could | do | does | is | are | will | would | may
    """,
    before=r"^\W*(?:(?:and|so|but|ok|okay|well|yes|no|sure)\W+)?",
    after=r" (?:you|i|it|they|we|the|there|that|this|is|are|about|much|many|else)\b",
)
_QUESTION_MARK = re.compile(r"[?？؟]\s*$")
_PROPOSAL = any_of(
    r"""
    (?:how|what) about | (?:can|could) (?:we|i|you) (?:do|say|make it|go for|have|come) | maybe | perhaps | let's say
    would | is
    """,
    before=r"^\W*(?:\w+\W+){0,3}?",
    after=r" (?!(?:you|it|they|there|that|this|i)\b).{1,60}\?\W*$",
)
_NO_PREFERENCE = any_of(
    r"""
    no (?:real |particular |special )?preference | (?:doesn't|does not|don't) (?:really )?(?:matter|mind|care)
    any (?:day|date|time) | any(?:thing|time|where)? (?:is fine|works|will do|would do|is okay) | whatever
    whichever | either(?: one)?(?: is)?(?: fine| works)? | up to you | you (?:choose|decide|pick) | not fussy
    i'm (?:easy|flexible) | not (?:fussed|bothered) | easy either way | you decide | whatever's going
    """
)


def find_content(words: Sequence[str]) -> list[str]:
    """Those of some words that carry content, in order."""
    return [word for word in words if word not in _FRAME]


def is_question(text: str) -> bool:
    """Whether a caller's folded sentence asks something back; `how about Friday?` puts an answer as a question."""
    asks = _QUESTION_MARK.search(text) is not None or _QUESTION.match(text) is not None
    return asks and _PROPOSAL.match(text) is None


def no_preference(folded: str) -> tuple[int, int] | None:
    """The span where a caller says that any value will do."""
    found = _NO_PREFERENCE.search(folded)
    return found.span() if found else None

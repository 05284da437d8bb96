"""Did the agent take a value as given, or say that it was not understood or not found?"""

from tools.diagnosis.phrasing import any_of
from tools.diagnosis.questions import PLAIN, how_plainly
from tools.diagnosis.reading import Utterance
from tools.diagnosis.topics import Topic

_NOT_FOUND = any_of(
    r"""
    find | finding | locate | locating | see | seeing | pull | pulling | access | match | matching | verify | retrieve
    recogni[sz]e | work | working | coming up | bring
    """,
    before=r"\b(?:can't|cannot|couldn't|could not|unable to|(?:not|wasn't) able to|haven't been able to|i'm not|isn't"
    r"|doesn't|don't|not)"
    r"(?: seem to| able to| quite| getting| been able to)? ",
)
_NOT_VALID = any_of(
    r"""
    no (?:match|record|reservation|booking|account|results?) | invalid | incorrect | doesn't exist | not a valid
    (?:isn't|not|doesn't look) (?:valid|right|correct|complete) | too (?:short|long)
    (?:hearing|only (?:have|got|heard)|missing) \w+ (?:characters|digits|letters|numbers)
    should (?:be|have) (?:\w+ )?(?:digits|characters|letters)
    """
)
_NOT_HEARD = any_of(
    r"""
    catch | catching | caught | get that | get it | getting (?:that|it) | got that | hear | heard | understand
    understanding | hearing | make (?:that|it) out
    """,
    before=r"\b(?:didn't|did not|couldn't|could not|don't think i|not sure i|can't|cannot|i'm not|not|trouble"
    r"|difficulty)"
    r"(?: quite| really| clearly| fully| all)? ?",
)
_ONCE_MORE = any_of(
    r"""
    (?:repeat|say) (?:that|it|your|the|this) | one more time | once (?:more|again) | come again | say again
    again,? (?:slowly|please) | mis-?hear\w* | misheard | breaking up | bad line | line (?:is|isn't|was) | noisy
    hard to hear | speak up | not clear | unclear | still (?:don't|do not) have
    (?:let's|we'll|i'll|we can|let me) (?:leave|skip|move|carry|go) (?:it|that|this|on|past|without)
    """
)
_ACCEPTED = any_of(
    r"""
    thank you | thanks | got it | perfect | great | found | pulled (?:it |that |this )?up
    i (?:have|see|can see) | noted | all right | alright | wonderful | lovely | excellent | okay | ok
    """
)
_OFFERS = any_of(
    r"""
    you(?:'d| would)? (?:like|want|need|prefer) | shall i | should (?:i|we) | confirm | correct | right | book
    reserve | is that | so that's | so it's | was that
    """
)
_FOR_MORE = any_of(
    r"""
    any ?(?:thing|body) (?:else|more|further) | something else | what else | how (?:else )?(?:can|may|could) (?:i|we)
    further (?:help|assistance) | other (?:questions|way|thing|assistance|help) | what can (?:i|we) do
    """
)
_READS_BACK = any_of(
    r"""
    confirm
    (?:is|are) (?:that|this|these|they|it|everything|all|the details)(?: all)? (?:correct|right|okay|ok|fine)
    correct\W*$ | right\? | have i got | verify | to recap | to summari[sz]e
    (?:so|then)[,]? (?:you(?:'d| would| want| need|'re)|that's|it's|i have)
    you(?:'d| would) like (?:a|to|me to) | all correct
    """,
    after="",
)
_WORDS_OF_AN_ACCEPTANCE = 3


def is_trouble(turn: Utterance, topic: Topic, *, next_turn: bool) -> bool:
    """Whether an agent's turn says that a value was not understood, not found or given up.

    Right after the value (`next_turn`) any such words will do; later they must name the field. Words
    that come after the agent has taken the value as given speak of something else.
    """
    accepted = False
    for sentence in turn.sentences:
        trouble = any(pattern.search(sentence.text) for pattern in (_NOT_FOUND, _NOT_VALID, _NOT_HEARD, _ONCE_MORE))
        if trouble and not accepted and (next_turn or how_plainly(sentence, topic) == PLAIN):
            return True
        said = _ACCEPTED.search(sentence.text) is not None and len(sentence.words) > _WORDS_OF_AN_ACCEPTANCE
        accepted = accepted or (said and not trouble)
    return False


def asks_for_more(folded: str) -> bool:
    """Whether an agent asks if there is anything else, or how to help."""
    return _FOR_MORE.search(folded) is not None


def offers(folded: str) -> bool:
    """Whether an agent's question puts a value to the caller, who then only has to agree."""
    return _OFFERS.search(folded) is not None


def reads_back(folded: str) -> bool:
    """Whether an agent's turn repeats what it has understood, for the caller to agree to."""
    return _READS_BACK.search(folded) is not None

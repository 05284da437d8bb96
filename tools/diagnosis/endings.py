"""Was there a conversation at all, and did it come to its end or break off?"""

import re
from dataclasses import dataclass

from memory.vocabulary import Call, CallStatus
from tools.diagnosis.leaving import find_leaving
from tools.diagnosis.phrasing import any_of, set_of
from tools.diagnosis.questions import is_placeholder, is_request
from tools.diagnosis.reading import Conversation, Sentence, Utterance
from tools.diagnosis.replies import is_machine, is_only_greeting
from tools.diagnosis.speech import find_content

_FAREWELL = any_of(
    r"""
    good ?bye | bye | take care | see you | (?:talk|speak) (?:to you )?(?:soon|later) | good night | best of luck
    have (?:an?|yourself) (?:\w+,? ){0,3}(?:day|one|night|evening|afternoon|morning|weekend|week|time|trip|stay|meal)
    have (?:an?|yourself) (?:\w+,? ){0,3}(?:flight|rest|visit|dinner|lunch) | enjoy (?:your|the|it)
    (?:thank you|thanks)(?: \w+){0,3} for (?:calling|your (?:call|time|help|patience)) | my pleasure
    that(?:'s| is|'ll be| will be| would be|s) (?:all|it\b(?! (?:not|is))|everything) | nothing (?:else|more)
    (?:don't|won't|do not|will not)(?: think i)? need anything | no(?:t)?,? (?:that's|thats)(?: all| it)?
    (?:you're|you are|your|most|very) welcome
    (?:glad|happy|pleased) (?:i|we|to|that i)(?: could| can)? (?:help|assist)
    (?:glad|happy|pleased) to (?:be of|have been) | (?:was|been) able to (?:help|assist) | we look forward
    i'm (?:all set|good|done) ?(?:now|for now|thanks)? | let me know if (?:you need|there is|i can)
    pleasure (?:was|helping|to|serving) | call (?:you )?(?:back|again) (?:later|when|another)
    safe (?:travels|trip|flight)
    """
)
_ANYTHING_ELSE = any_of(
    r"""
    any ?(?:thing|body) (?:else|more|further) | something else | what else | how else | more (?:help|assistance)
    further (?:help|assistance) | other (?:questions|way|thing|assistance|help)
    """
)
_GREETS = re.compile(r"\b(?:how (?:can|may|could) (?:i|we) (?:be of|help|assist)|what can (?:i|we) do for you)\b")
_THANKS = re.compile(r"\b(?:thank|thanks|thankyou|cheers|appreciate)\b")
_DECLINES = any_of(
    r"""
    no | nope | nah | nothing | not (?:at|right|for|really) | i don't | i'm (?:good|fine|ok|all) | that
    """,
    before=r"^\W*",
)
_FINISHED = any_of(
    r"""
    booked | confirmed | made | reserved | completed | scheduled | placed | submitted | processed | cancelled
    canceled | logged | registered | updated | sent | arranged | successful | done
    """,
    before=r"\b(?:has|have|is|was|are)(?: now| just| all)?(?: been)?(?: successfully)? ",
)
_DONE = any_of(
    r"""
    (?:i|we)(?:'ve| have) (?:\w+ )?(?:re)?(?:booked|reserved|scheduled|placed|submitted|processed|cancell?ed|logged)
    (?:i|we)(?:'ve| have) (?:\w+ )?(?:registered|made (?:the|your)|sent) | was a success | appointment confirmed
    (?:you're|you are) (?:all )?(?:booked|confirmed|set) | all set
    """
)
_AGENT_ENDED = re.compile(r"agent|assistant|bot|complet|normal")
_LINE_LOST = any_of(
    r"""
    are you (?:still )?(?:there|on the line|with me) | (?:can't|cannot|can not) hear (?:you|anything|anyone)
    (?:close|end|drop) (?:this|the) call
    (?:put|transfer|connect|pass)(?:ting|ring|ing)? you (?:through|to|over|on to) | transfer you
    connecting you | stay on the line | please hold | hold the line
    """
)
_CUT_OFF = re.compile(r"silence|timeout|timed|error|drop|disconnect|transfer|lost|fail|no_input|cut")
_ANNOUNCES = any_of(
    r"""
    let me | let's | one (?:moment|second|sec|minute) | just (?:a|one) (?:moment|second|sec|minute) | bear with | hold
    i'll (?:just |quickly |now )?(?:check|look|see|find|pull|get that|search|try|need) | i (?:will )?(?:just )?need
    (?:checking|looking|searching|pulling) | moving on | first | next | before (?:we|i) | while i
    """
)
_AGENT_GIVES_UP = any_of(
    r"""
    (?:i'll|we'll|i will|we will|i shall) try (?:you |him |her |them )?(?:again|back|later|another|after|tomorrow|at)
    (?:can't|cannot|can not|unable to|not able to) (?:verify|discuss|continue|proceed|go (?:on|any further|further))
    sorry to (?:have )?(?:bother|disturb|trouble)\w* you | (?:remove you from|take you off) (?:the|our|my) list
    """
)
_CALLER_GIVES_UP = any_of(
    r"""
    take me off | (?:take|remove) my (?:number|name) | remove me | (?:stop|quit) (?:calling|phoning|ringing)
    not interested | in the middle of something
    (?:don't|do not) (?:call|phone|ring)(?: me| us| here)?(?: again| any ?more)
    """
)
_STATES = re.compile(
    r"^\W*(?!(?:what|when|where|who|which|how)\b)"
    r"(?:(?:we|they|you|it|he|she|there)\b|(?:the|our|your|that|this|an?)? ?(?:\w+ ){0,3}(?:is|will)\b)"
)
_STOPS = frozenset(".!?。！？।…")
_GOES_ON = set_of("and or the a an your to of for is are what which my but with so um uh er")
_WORDS_OF_NOTE = 6
_TURNS_OF_AN_ENDING = 3
_MOST_GREETINGS = 3


@dataclass(frozen=True, slots=True)
class Ending:
    """How a call ended. `broke_off`: nobody had taken their leave and the business was not done."""

    broke_off: bool
    by_agent: bool
    turn: int | None
    """The turn that shows it: the farewell, or the last turn of a call that broke off."""
    start: int = 0
    """Where in that turn the telling words begin."""
    given_up: bool = False
    """One of the two said that there was no point in going on."""


def has_conversation(call: Call, conversation: Conversation) -> bool:
    """Whether the caller said anything beyond a greeting to someone who was there."""
    said = conversation.caller_turns
    words = [turn for turn in said if not is_only_greeting(turn.folded)]
    if not words:
        return len(said) > _MOST_GREETINGS
    if len(said) <= 2 and any(is_machine(turn.folded) for turn in said):
        return False
    reached = call.status is CallStatus.COMPLETED
    return reached or call.status is CallStatus.FAILED


def read_ending(call: Call, conversation: Conversation) -> Ending:
    """Read off the last turns, and the platform's reason where it names the agent, how a call ended."""
    spoken = [turn for turn in conversation.turns if turn.words]
    reason = (call.ended_reason or "")[:200].lower()
    by_agent = _AGENT_ENDED.search(reason) is not None
    if spoken and (_CUT_OFF.search(reason) or _was_cut_short(spoken)):
        return Ending(broke_off=True, by_agent=False, turn=spoken[-1].index)
    last_words = _find_farewell(spoken) or _find_done(spoken)
    last_words = last_words or _find_last_word(spoken)
    if last_words is not None:
        turn = _prefer_agent(last_words, spoken)
        given_up = _was_given_up(spoken)
        return Ending(
            broke_off=False, by_agent=by_agent, turn=turn.index, start=_telling_words(turn), given_up=given_up
        )
    return Ending(broke_off=True, by_agent=by_agent, turn=spoken[-1].index if spoken else None)


def _was_given_up(spoken: list[Utterance]) -> bool:
    return any(
        (_AGENT_GIVES_UP if turn.by_agent else _CALLER_GIVES_UP).search(turn.folded)
        for turn in spoken[-_TURNS_OF_AN_ENDING - 1 :]
    )


def _find_last_word(spoken: list[Utterance]) -> Utterance | None:
    """The agent's last turn if it leaves nothing open, and the caller at most took note of it."""
    if not spoken:
        return None
    last = spoken[-1] if spoken[-1].by_agent or len(spoken) < 2 else spoken[-2]
    if not last.by_agent or is_placeholder(last.text) or _leaves_open(last, spoken):
        return None
    return last if last is spoken[-1] or _takes_note(spoken[-1]) else None


def _leaves_open(turn: Utterance, spoken: list[Utterance]) -> bool:
    """Whether an agent's turn asks, announces something or stops in mid-sentence."""
    if any(_requests(sentence) for sentence in turn.sentences) or _ANNOUNCES.search(turn.folded):
        return True
    stops = sum(one.text.rstrip()[-1:] in _STOPS for one in spoken)
    unfinished = 2 * stops > len(spoken) and turn.text.rstrip()[-1:] not in _STOPS
    return unfinished or turn.words[-1] in _GOES_ON or turn.text.rstrip().endswith(("...", "…", "-", ","))


def _requests(sentence: Sentence) -> bool:
    """Whether a last sentence wants an answer; `our open day is the first Monday.` only looks like it."""
    return is_request(sentence) and not (_STATES.match(sentence.text) and sentence.text.rstrip().endswith("."))


def _takes_note(turn: Utterance) -> bool:
    return "?" not in turn.text and len(turn.words) <= _WORDS_OF_NOTE and not any(c.isdigit() for c in turn.text)


def _prefer_agent(turn: Utterance, spoken: list[Utterance]) -> Utterance:
    """An agent's own farewell among the last turns shows better than the caller's what was left out."""
    own = [one for one in spoken[-_TURNS_OF_AN_ENDING - 1 :] if one.by_agent]
    asked = [one for one in own if _ANYTHING_ELSE.search(one.folded)]
    parted = [one for one in own if _FAREWELL.search(one.folded)]
    return next(iter((*asked, *parted)), turn)


def _telling_words(turn: Utterance) -> int:
    for pattern in (_ANYTHING_ELSE, _FAREWELL, _DONE, _THANKS):
        found = pattern.search(turn.folded)
        if found:
            return found.start()
    return 0


def _was_cut_short(spoken: list[Utterance]) -> bool:
    """Whether the caller took their leave in the middle, or the agent lost or handed over the call."""
    last = spoken[-_TURNS_OF_AN_ENDING:]
    left = [turn for turn in last if not turn.by_agent and find_leaving(turn.folded)]
    lost = [
        turn for turn in last if turn.by_agent and _LINE_LOST.search(turn.folded) and "anything else" not in turn.folded
    ]
    if left:
        return not any(turn.by_agent and _ANYTHING_ELSE.search(turn.folded) for turn in spoken[-6:])
    return bool(lost) and not any(not turn.by_agent for turn in last[last.index(lost[-1]) + 1 :])


def _find_farewell(spoken: list[Utterance]) -> Utterance | None:
    last = spoken[-_TURNS_OF_AN_ENDING:]
    asked = next((turn for turn in last if turn.by_agent and _ANYTHING_ELSE.search(turn.folded)), None)
    if asked is not None and _declined(last[last.index(asked) + 1 :]):
        return asked
    for turn in last:
        if _FAREWELL.search(turn.folded) and not _GREETS.search(turn.folded) and not _goes_on(turn, spoken):
            return turn
    places = range(max(0, len(spoken) - 2), len(spoken))
    return next((spoken[place] for place in places if _is_parting_thanks(spoken, place)), None)


def _is_parting_thanks(spoken: list[Utterance], place: int) -> bool:
    """Thanks with little else; behind a question, with nothing else that could be its answer."""
    turn, before = spoken[place], spoken[max(0, place - 1)]
    if turn.by_agent or "?" in turn.folded or not _THANKS.search(turn.folded):
        return False
    return len(find_content(turn.words)) <= (0 if before.by_agent and "?" in before.folded else 3)


def _declined(after: list[Utterance]) -> bool:
    replies = [turn for turn in after if not turn.by_agent]
    return not replies or any(
        _DECLINES.match(turn.folded) or _FAREWELL.search(turn.folded) or _THANKS.search(turn.folded) for turn in replies
    )


def _goes_on(turn: Utterance, spoken: list[Utterance]) -> bool:
    after = spoken[spoken.index(turn) + 1 :]
    return any(len(later.words) > 6 and not _FAREWELL.search(later.folded) for later in after if not later.by_agent)


def _find_done(spoken: list[Utterance]) -> Utterance | None:
    for turn in reversed([turn for turn in spoken if turn.by_agent][-_TURNS_OF_AN_ENDING:]):
        if any(_says_done(sentence.text) for sentence in turn.sentences):
            return turn
    return None


def _says_done(text: str) -> bool:
    return "?" not in text and (_FINISHED.search(text) is not None or _DONE.search(text) is not None)

"""Who speaks, by what is said: on which channel is the agent, and where do the turns of one mixed channel change?

Signs are phrases that one side of any service call says and the other hardly ever does. They are English; for other
languages only questions and pauses are left, and the answer is then that one voice speaks, unless questions tell.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from memory.spoken import SpeakerSource, SpokenTurn, Word
from memory.vocabulary import Speaker

SWAP_MARGIN = 2.0
"""So much more has to speak for the right channel being the agent before the usual order is given up."""

OPENING_S = 30.0
STRONG = 2.0
WEAK = 0.7
ANSWERING_S = 0.25
LONG_PAUSE_S = 0.8
SHORT_ANSWER_WORDS = 8

_AGENT_SAYS = (
    r"thank(s| you) for (calling|contacting|holding|your patience)",
    r"how (can|may) (i|we) (help|assist)",
    r"what can i do for you",
    r"(can|could|may|might) i (please )?(have|get|take|ask)( for)? your",
    r"(would|could|can) you (please )?(spell|repeat|confirm|verify|provide)",
    r"(is there )?anything else",
    r"let me (check|see|look|pull|get|confirm|verify|just)",
    r"i('ll| will) (check|look|transfer|connect|send you|book|go ahead)",
    r"your (account|booking|reservation|order|appointment|confirmation) (number )?(is|has been)",
    r"i('ve| have) (booked|updated|scheduled|found your|located)",
    r"please hold|one moment|bear with me|welcome to",
    r"you('re| are) speaking (with|to)",
    r"have a (great|nice|good|wonderful) (day|one|evening)",
    r"for (security|verification)",
    r"what('s| is) (your|the best)",
    r"which .{0,20}would you like",
    r"(just )?to confirm,",
    r"do you have (a|an|your)",
)
_CALLER_SAYS = (
    r"i('d| would) like to",
    r"i (want|need|wanted|was wondering|am calling|was hoping)",
    r"i'm (calling|looking|trying|having|hoping)",
    r"i have (a|an) (problem|question|issue|appointment|reservation)",
    r"can you (help|tell) me",
    r"my (name|number|e-?mail|address|last name|surname|phone|birthday|account|postcode|zip) (is|number|address)",
    r"my date of birth",
    r"my confirmation",
    r"it('s| is) spelled|as in",
    r"i (don't|do not) (know|remember|have)",
    r"that('s| is) (right|correct|wrong)",
    r"yes,? please|no,? (thanks|thank you|that's)",
    r"i already (told|said|gave)",
)
_OPENINGS = (
    r"thank(s| you) for calling",
    r"how (can|may) (i|we) (help|assist)",
    r"welcome to",
    r"this is \w+ (from|with|at|speaking)",
    r"you('ve| have) reached",
    r"(good (morning|afternoon|evening)|hello|hi),? .{0,60}(speaking|how (can|may))",
)


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(phrases)})(?!\w)", re.IGNORECASE)


_AGENT = _any_of(_AGENT_SAYS)
_CALLER = _any_of(_CALLER_SAYS)
_OPENING = _any_of(_OPENINGS)
_SENTENCE_END = re.compile(r"[.!?…。？！]['\"”)]*$")
_QUESTION_END = re.compile(r"[?？]['\"”)]*$")


@dataclass(frozen=True, slots=True)
class _Sentence:
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words).strip()

    @property
    def is_question(self) -> bool:
        return bool(_QUESTION_END.search(self.text))


def agent_channel(channels: Sequence[Sequence[Word]]) -> tuple[int, bool]:
    """Say on which of two channels the agent speaks: 0, as usual, unless the words clearly say 1.

    Returns:
        The channel, and whether it was told from the words against the usual order.
    """
    scores = [_agent_score(words) for words in channels]
    swapped = scores[1] - scores[0] >= SWAP_MARGIN
    return (1, True) if swapped else (0, False)


def guess_speakers(words: Sequence[Word]) -> tuple[tuple[SpokenTurn, ...], SpeakerSource]:
    """Part the words of one mixed channel into turns of agent and caller, or of one voice if there seems to be one."""
    sentences = _sentences(words)
    if not sentences:
        return (), SpeakerSource.ONE_VOICE
    leanings = [_leaning(sentence) for sentence in sentences]
    if not _are_two(sentences, leanings):
        return _turns(sentences, [Speaker.CALLER] * len(sentences)), SpeakerSource.ONE_VOICE
    return _turns(sentences, _best_speakers(sentences, leanings)), SpeakerSource.GUESSED


def _agent_score(words: Sequence[Word]) -> float:
    sentences = _sentences(words)
    opening = " ".join(s.text for s in sentences if s.words[0].start_s - words[0].start_s < OPENING_S)
    score = STRONG if _OPENING.search(opening) else 0.0
    if not sentences:
        return 0.0
    told = sum(_phrases(sentence) for sentence in sentences)
    questions = sum(sentence.is_question for sentence in sentences) / len(sentences)
    return score + max(min(told / 2, 3.0), -3.0) + questions


def _phrases(sentence: _Sentence) -> float:
    return float(bool(_AGENT.search(sentence.text))) - float(bool(_CALLER.search(sentence.text)))


def _leaning(sentence: _Sentence) -> float:
    """Above 0: what agents say; below 0: what callers say."""
    leaning = STRONG * _phrases(sentence)
    if _OPENING.search(sentence.text):
        leaning += STRONG
    if sentence.is_question and leaning >= 0:
        leaning += WEAK
    return leaning


def _are_two(sentences: Sequence[_Sentence], leanings: Sequence[float]) -> bool:
    """Two voices are there when both say what only their side says, or questions are followed by short answers."""
    agent = sum(leaning >= STRONG for leaning in leanings)
    caller = sum(leaning <= -STRONG for leaning in leanings)
    answered = sum(
        sentence.is_question and len(after.words) <= SHORT_ANSWER_WORDS and not after.is_question
        for sentence, after in pairwise(sentences)
    )
    return (
        (agent >= 1 and caller >= 1 and agent + caller + answered >= 4)
        or (agent >= 2 and answered >= 2)
        or (agent >= 1 and answered >= 3)
    )


def _best_speakers(sentences: Sequence[_Sentence], leanings: Sequence[float]) -> list[Speaker]:
    """Find the likeliest order of speakers: what each sentence leans to, against what each change of speaker costs."""
    costs = [[0.0, 0.0]]
    came_from: list[list[int]] = []
    for index, leaning in enumerate(leanings):
        own = (math.log1p(math.exp(-leaning)), math.log1p(math.exp(leaning)))
        if index == 0:
            costs = [[own[0], own[1] + 0.3]]
            continue
        stay, change = _change_costs(sentences[index - 1], sentences[index])
        row, back = [], []
        for speaker in (0, 1):
            choices = [costs[-1][before] + (stay if before == speaker else change) for before in (0, 1)]
            best = int(choices[1] < choices[0])
            back.append(best)
            row.append(choices[best] + own[speaker])
        costs.append(row)
        came_from.append(back)
    speaker = int(costs[-1][1] < costs[-1][0])
    order = [speaker]
    for back in reversed(came_from):
        speaker = back[speaker]
        order.append(speaker)
    return [(Speaker.AGENT, Speaker.CALLER)[speaker] for speaker in reversed(order)]


def _change_costs(before: _Sentence, after: _Sentence) -> tuple[float, float]:
    """Return what it costs that the same goes on, and that the other one takes over."""
    gap = after.words[0].start_s - before.words[-1].end_s
    if before.is_question:
        return (1.6, 0.2) if gap >= ANSWERING_S else (1.0, 0.5)
    if gap >= LONG_PAUSE_S:
        return 0.7, 0.7
    return (0.3, 1.3) if gap < ANSWERING_S else (0.5, 0.9)


def _sentences(words: Sequence[Word]) -> list[_Sentence]:
    parts: list[list[Word]] = []
    for word in words:
        if not parts or _SENTENCE_END.search(parts[-1][-1].text) or word.start_s - parts[-1][-1].end_s > LONG_PAUSE_S:
            parts.append([])
        parts[-1].append(word)
    return [_Sentence(tuple(part)) for part in parts]


def _turns(sentences: Sequence[_Sentence], speakers: Sequence[Speaker]) -> tuple[SpokenTurn, ...]:
    turns: list[tuple[Speaker, list[Word]]] = []
    for sentence, speaker in zip(sentences, speakers, strict=True):
        gap = sentence.words[0].start_s - turns[-1][1][-1].end_s if turns else 0.0
        if turns and turns[-1][0] is speaker and gap <= 1.0:
            turns[-1][1].extend(sentence.words)
        else:
            turns.append((speaker, list(sentence.words)))
    return tuple(SpokenTurn(speaker, tuple(words)) for speaker, words in turns)

"""Who speaks, by channels and by what is said; other trades than those it was written with."""

import pytest

from memory.spoken import SpeakerSource, Word
from memory.vocabulary import Speaker
from tools.transcription.speakers import agent_channel, guess_speakers
from tools.transcription.turns import merged_turns, split_at_pauses


def said(*parts: tuple[float, str]) -> list[Word]:
    """Words of 0.3 s from each time on."""
    words = []
    for start, text in parts:
        for index, word in enumerate(text.split()):
            words.append(Word(f" {word}", start + 0.3 * index, start + 0.3 * index + 0.28, 0.9))
    return words


def test_a_long_gap_parts_turns_and_a_short_one_does_not():
    words = said((0, "one two"), (1.2, "three"), (4, "four"))
    assert [len(part) for part in split_at_pauses(words)] == [3, 1]


def test_channels_are_merged_by_time():
    agent = said((0, "May I have your name?"), (3.5, "Thanks. And the date?"))
    caller = said((2.0, "Ada Byron."), (6.0, "The fifth."))
    turns = merged_turns({Speaker.AGENT: agent, Speaker.CALLER: caller})
    assert [turn.text for turn in turns] == [
        "May I have your name?",
        "Ada Byron.",
        "Thanks. And the date?",
        "The fifth.",
    ]


def test_a_short_gap_in_which_the_other_answers_parts_turns():
    agent = said((0, "Is it blue?"), (1.6, "Good."))
    caller = said((1.1, "Yes."))
    assert [turn.text for turn in merged_turns({Speaker.AGENT: agent, Speaker.CALLER: caller})] == [
        "Is it blue?",
        "Yes.",
        "Good.",
    ]


def test_the_left_channel_is_the_agent_unless_the_words_say_otherwise():
    agent = said((0, "Thank you for calling Dell Plumbing, how can I help you?"), (9, "Can I have your name please?"))
    caller = said((5, "Hello, I would like to report a leak."), (12, "My name is Ada."))
    nothing = said((0, "Hm."))
    assert agent_channel([agent, caller]) == (0, False)
    assert agent_channel([caller, agent]) == (1, True)
    assert agent_channel([nothing, nothing]) == (0, False)
    assert agent_channel([[], agent]) == (1, True)
    assert agent_channel([[], []]) == (0, False)


def test_turns_of_a_mixed_channel_are_guessed_by_questions_and_answers():
    talk = [
        ("agent", "Good morning, Dell Plumbing, how can I help you?"),
        ("caller", "Hi, I would like to report a leak in the kitchen."),
        ("agent", "I am sorry to hear that. May I have your name?"),
        ("caller", "Ada Byron."),
        ("agent", "Could you spell that for me?"),
        ("caller", "B Y R O N."),
        ("agent", "And what is your phone number?"),
        ("caller", "It is five five five one two."),
        ("agent", "Thank you. Is there anything else?"),
        ("caller", "No, that's all."),
    ]
    words, now = [], 0.0
    for _, text in talk:
        words += said((now, text))
        now += 0.3 * len(text.split()) + 0.5
    turns, source = guess_speakers(words)
    assert source is SpeakerSource.GUESSED
    assert [(turn.speaker.value, turn.text) for turn in turns] == talk


@pytest.mark.parametrize(
    "text",
    [
        "I want to change my booking. My number is four five. Can you help me? Please confirm it. Thank you.",
        "One two three four five.",
        "Guten Tag, ich hätte gern einen Termin. Morgen um acht.",
    ],
)
def test_one_voice_is_not_made_two(text):
    turns, source = guess_speakers(said((0, text)))
    assert source is SpeakerSource.ONE_VOICE
    assert {turn.speaker for turn in turns} == {Speaker.CALLER}


def test_no_words_make_no_turns():
    assert guess_speakers([]) == ((), SpeakerSource.ONE_VOICE)
    assert merged_turns({Speaker.AGENT: [], Speaker.CALLER: []}) == ()

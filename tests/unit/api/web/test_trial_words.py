"""What a trial showed is said in words that fit its numbers."""

import pytest

from api.web import trial_words
from memory.replays import CallGroup, JudgedBy, ReplayedCall
from tests.unit.api.web.test_pages import PROJECT


def replayed(group: CallGroup, *, old: bool, new: bool, text: str = "Said.") -> ReplayedCall:
    return ReplayedCall("c-1", group, "phone_number", 3, "Before.", text, old, new, JudgedBy.CODE, "It asks.")


def test_the_numbers_of_a_trial_are_told_by_how_the_real_calls_went() -> None:
    calls = [replayed(CallGroup.BAD, old=False, new=number < 17) for number in range(20)]
    calls += [replayed(CallGroup.GOOD, old=True, new=number > 0) for number in range(60)]

    assert trial_words.say_tally(trial_words.tally(calls)) == (
        "Replayed on 80 past calls: 17 of 20 that went wrong went right, 1 of 60 good ones went wrong."
    )


def test_a_trial_that_ended_early_says_that_no_good_call_was_needed() -> None:
    said = trial_words.say_tally(trial_words.tally([replayed(CallGroup.BAD, old=False, new=False)]))

    assert said == "Replayed on 1 past call: 0 of 1 that went wrong went right, no good one was needed."
    assert trial_words.say_tally(trial_words.tally([])) is None


@pytest.mark.parametrize(
    ("explanation", "said"),
    [
        (
            "Not replayed, since no model is configured: nothing ran.",
            ("Not replayed", "No model is configured: nothing ran."),
        ),
        ("Not replayed: too few calls.", ("Not replayed", "Too few calls.")),
        ("Not replayed to the end: the model is down.", ("Not replayed to the end", "The model is down.")),
        ("It says nothing.", ("Not replayed", "It says nothing.")),
        ("", ("Not replayed", "")),
    ],
)
def test_what_was_not_replayed_says_so_once(explanation: str, said: tuple[str, str]) -> None:
    assert trial_words.say_verification("not_replayed", explanation) == said


def test_a_promise_has_its_range_and_its_average() -> None:
    assert trial_words.say_promise(0.02, 0.06, 0.11) == "+2 to +11 points, on average +6"
    assert trial_words.say_promise(0.02, None, 0.11) == "+2 to +11 points"
    assert trial_words.say_promise(None, None, None) is None
    assert trial_words.draw_promise(None, None, None) is None


def test_a_filter_leaves_what_changed_or_what_is_wrong() -> None:
    mended = replayed(CallGroup.BAD, old=False, new=True)
    spoilt = replayed(CallGroup.GOOD, old=True, new=False)
    same = replayed(CallGroup.BAD, old=False, new=False)
    calls = [mended, same, spoilt]

    assert trial_words.choose(calls, trial_words.CHANGED) == [mended, spoilt]
    assert trial_words.choose(calls, trial_words.WRONG) == [same, spoilt]
    assert trial_words.choose(calls, trial_words.ALL) == calls


def test_a_long_turn_is_cut_and_leads_to_its_place_in_the_call() -> None:
    [shown] = trial_words.show_calls(PROJECT, [replayed(CallGroup.GOOD, old=True, new=False, text="x" * 9000)], 4)

    assert len(shown.after.text) == trial_words.LONGEST_SHOWN
    assert shown.after.is_cut
    assert shown.field == "Phone number"
    assert shown.before.heading == "Before: what was really said under version 4"
    assert shown.address.endswith("/calls/c-1#turn-3")

"""Do the calls sound like different people on different days?"""

from collections import Counter
from datetime import datetime

from tools.sample.generate import Sample


def lines_of(sample: Sample, speaker: str) -> list[str]:
    return [turn["text"] for call in sample.calls() for turn in call["transcript"] if turn["speaker"] == speaker]


def test_no_two_conversations_read_the_same(sample: Sample) -> None:
    scripts = [tuple(turn["text"] for turn in call["transcript"]) for call in sample.calls()]
    conversations = [script for script in scripts if len(script) >= 6]
    assert len(set(conversations)) == len(conversations)


def test_most_lines_are_said_only_seldom(sample: Sample) -> None:
    agent, caller = lines_of(sample, "agent"), lines_of(sample, "caller")
    assert len(set(agent)) / len(agent) > 0.38
    assert len(set(caller)) / len(caller) > 0.55
    assert Counter(caller).most_common(1)[0][1] / len(caller) < 0.01


def test_conversations_run_from_six_to_twenty_four_turns(sample: Sample) -> None:
    lengths = [len(call["transcript"]) for call in sample.calls() if call["duration_s"] >= 30 and call["transcript"]]
    assert max(lengths) <= 24
    assert sum(length >= 6 for length in lengths) / len(lengths) > 0.98
    assert len(Counter(lengths)) > 12


def test_finished_conversations_take_a_plausible_time(sample: Sample) -> None:
    durations = sorted(call["duration_s"] for call in sample.calls() if len(call["transcript"]) >= 14)
    assert durations[0] > 40
    assert 60 < durations[len(durations) // 2] < 130
    assert durations[-1] < 240


def test_calls_that_never_become_a_conversation_have_natural_shares(sample: Sample) -> None:
    statuses = Counter(call["status"] for call in sample.calls())
    total = statuses.total()
    assert statuses.keys() == {"completed", "no_answer", "busy", "voicemail", "failed"}
    assert all(0.01 < statuses[status] / total < 0.1 for status in ("no_answer", "busy", "voicemail", "failed"))
    brief = [call for call in sample.calls() if call["status"] == "completed" and call["duration_s"] < 15]
    assert 0.02 < len(brief) / total < 0.06


def test_calls_follow_the_week_and_the_day(sample: Sample) -> None:
    courier = [
        datetime.fromisoformat(call["started_at"])
        for call in sample.calls()
        if call["project"] == "sample-courier-collections"
    ]
    weekdays = Counter(at.weekday() for at in courier)
    assert weekdays[0] > 5 * weekdays[5] > 0
    assert all(7 <= at.hour < 17 for at in courier)


def test_some_calls_are_written_down_without_punctuation_and_some_with_doubts(sample: Sample) -> None:
    caller = lines_of(sample, "caller")
    raw = [line for line in caller if len(line.split()) > 4 and line == line.lower() and not line.endswith((".", "?"))]
    assert 0.04 < len(raw) / len(caller) < 0.15
    assert any("[inaudible]" in line for line in caller)


def test_agents_never_leave_a_placeholder_unfilled(sample: Sample) -> None:
    assert not [line for speaker in ("agent", "caller") for line in lines_of(sample, speaker) if "{" in line]


def test_the_legal_notice_stands_in_every_opening_where_the_instructions_ask_for_it(sample: Sample) -> None:
    notice = "This call may be recorded for quality purposes."
    project = next(project for project in sample.projects if notice in project["instructions"])
    talks = [c["transcript"] for c in sample.calls() if c["project"] == project["project"] and len(c["transcript"]) > 4]
    assert talks
    assert all(any(notice in turn["text"] for turn in talk[:2]) for talk in talks)

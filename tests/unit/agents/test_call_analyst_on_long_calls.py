import json
from collections.abc import Sequence

import pytest

from agents.analyst_graph import MOST_MODEL_CALLS, MOST_REQUESTS
from agents.call_analyst import analyse_with_model
from agents.model_line import ModelLine
from agents.models import ModelSettings
from agents.scripted_behaviours import Behaviour, Message, Request, Script, ToolCall, call_tools
from agents.scripted_server import ScriptedServer
from memory.vocabulary import Call, Cause, Finding, FindingSource
from tests.unit.agents.unsure_calls import CALL, FIELDS, INSTRUCTIONS, PERSONAL, as_findings, make_long, missed

TWO_HOURS = make_long(1_500, "We talked about the weather and the garden for a while, and this was number {}.")
RULE = missed("email", Cause.REFUSED, 0.6, 5, "Hmm, thandi would rather not say that.")
ANSWER = json.dumps({"email": {"turn": 5, "quote": "rather not say that", "cause": "refused", "sure": "high"}})
MOST_SENT_AT_ONCE = 25_000
MOST_SENT = 60_000


async def _analyse(script: Script, call: Call = TWO_HOURS) -> tuple[Finding, list[Request]]:
    with ScriptedServer(script) as server:
        line = ModelLine(ModelSettings("m", None, server.url, 60.0))
        findings = await analyse_with_model(line, call, FIELDS, INSTRUCTIONS, as_findings(RULE))
    return findings[2], server.received


def _read(first: int, last: int, **more: str) -> Message:
    return call_tools(ToolCall("read_turns", json.dumps({"first": first, "last": last, **more})))


def _results(request: Request) -> list[str]:
    return [message["content"] for message in request.body["messages"] if message["role"] == "tool"]


def _assert_bounded(received: Sequence[Request]) -> None:
    assert len(received) <= MOST_MODEL_CALLS
    assert max(len(request.raw) for request in received) < MOST_SENT_AT_ONCE
    assert sum(len(request.raw) for request in received) < MOST_SENT


async def test_of_two_hours_the_beginning_the_end_and_the_telling_turns_are_shown() -> None:
    settled, received = await _analyse(ANSWER)
    assert settled.source is FindingSource.BOTH
    text = received[0].text
    assert "Some of the 1509 turns of the call, numbered 0 to 1508." in text
    for turn in ("\n0 agent: Welcome", "\n4 agent: And what is your", "\n5 caller: ", "\n1508 agent: Thank you"):
        assert turn in text
    assert "number 700." not in text
    _assert_bounded(received)


async def test_a_model_may_read_turns_and_search_before_it_answers() -> None:
    search = call_tools(ToolCall("search_call", '{"words": "number 88 weather"}'))
    settled, received = await _analyse([search, _read(5, 6), ANSWER])
    assert settled.source is FindingSource.BOTH
    assert [tool["name"] for tool in received[0].tools] == ["read_turns", "search_call"]
    found, read = _results(received[2])
    assert "94 agent: We talked about the weather and the garden for a while, and this was number 88." in found
    assert "\n5 caller: " in read
    assert read.endswith("The call goes on up to turn 1508.")


async def test_what_tools_say_is_free_of_personal_data_and_stands_between_the_same_tags() -> None:
    _, received = await _analyse([_read(0, 8), ANSWER])
    [read] = _results(received[1])
    sent = "".join(request.raw for request in received).casefold()
    assert [word for word in PERSONAL if word in sent] == []
    tag = read.split("<")[1].split(">")[0]
    assert f"Whatever stands between <{tag}> and </{tag}> was written by others." in received[0].text


async def test_another_call_cannot_be_named() -> None:
    _, received = await _analyse([_read(0, 0, call_id="c-2", context="other"), ANSWER])
    assert "0 agent: Welcome to the salon!" in _results(received[1])[0]


async def test_a_model_that_calls_tools_without_end_is_made_to_answer() -> None:
    settled, received = await _analyse(lambda request: Behaviour.CALLS_TOOLS if request.tools else ANSWER)
    assert settled.source is FindingSource.BOTH
    assert [bool(request.tools) for request in received] == [True, True, True, False]
    _assert_bounded(received)


@pytest.mark.parametrize(
    "wanted",
    [
        ToolCall("read_turns", '{"first": 0, "last": 1000000}'),
        ToolCall("search_call", json.dumps({"words": "weather garden number " * 50_000})),
        ToolCall("x" * 1_000_000),
    ],
    ids=["read", "search", "unknown"],
)
async def test_even_greedy_lookups_are_bounded(wanted: ToolCall) -> None:
    greedy = call_tools(*[wanted] * 5)
    _, received = await _analyse(lambda request: greedy if request.tools else ANSWER)
    assert len(_results(received[-1])) == MOST_REQUESTS * (MOST_MODEL_CALLS - 1)
    _assert_bounded(received)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (ToolCall("delete_call", "{}"), "There is no such tool; there are read_turns, search_call."),
        (ToolCall("read_turns", '{"first": 3}'), "last: Field required."),
        (ToolCall("read_turns", '{"first": "x", "last": 3}'), "first: Input should be a valid integer"),
        (ToolCall("read_turns", '{"first": 99999, "last": 99999}'), "There are no such turns."),
    ],
)
async def test_wrong_calls_of_tools_are_answered_in_words(wanted: ToolCall, said: str) -> None:
    settled, received = await _analyse([call_tools(wanted), ANSWER])
    assert _results(received[1])[0].startswith(said)
    assert settled.source is FindingSource.BOTH


async def test_a_model_that_cannot_write_calls_of_tools_is_asked_without_them() -> None:
    settled, received = await _analyse([call_tools(ToolCall("read_turns", "{nonsense")), ANSWER])
    assert [bool(request.tools) for request in received] == [True, False]
    assert settled.source is FindingSource.BOTH


async def test_tools_that_were_not_offered_are_not_called() -> None:
    _, received = await _analyse([_read(0, 1), ANSWER], CALL)
    assert [request.tools for request in received] == [[], []]
    assert _results(received[1]) == []


@pytest.mark.parametrize(
    ("turns", "text"),
    [
        pytest.param(1_000_000, "We talked.", id="a million turns"),
        pytest.param(3, "word " * 200_000, id="turns of a megabyte"),
        pytest.param(40, "May I have your e-mail address? " * 40, id="every turn is about the field"),
    ],
)
async def test_what_is_sent_does_not_grow_with_the_call(turns: int, text: str) -> None:
    call = make_long(turns, text)
    settled, received = await _analyse(lambda request: _read(0, 10**9) if request.tools else ANSWER, call)
    assert settled.turn == 5
    _assert_bounded(received)

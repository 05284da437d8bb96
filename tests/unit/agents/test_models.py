import asyncio
import socket
import subprocess
import sys

import pytest

from agents.model_line import ModelLine
from agents.models import (
    AnswerSchema,
    ModelProblem,
    ModelSettings,
    ProblemKind,
    ask_model,
    ask_with_tools,
    build_chat_model,
    stream_model,
)
from agents.scripted_behaviours import Behaviour, ToolCall, call_tools
from agents.scripted_server import ScriptedServer
from agents.tool_requests import ToolSchema, as_request, as_result

PATIENT_S = 60.0
IMPATIENT_S = 0.3
QUESTION = [("user", "How are you?")]
SCHEMA = AnswerSchema(
    "answer",
    {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"], "additionalProperties": False},
)

ENDLESS = (Behaviour.HANG, Behaviour.SLOW_DRIP)
PROBLEMS = [
    (Behaviour.RATE_LIMITED, ProblemKind.RATE_LIMITED),
    (Behaviour.SERVER_ERROR, ProblemKind.SERVER_ERROR),
    (Behaviour.WRONG_KEY, ProblemKind.OTHER),
    (Behaviour.HANG, ProblemKind.TIMEOUT),
    (Behaviour.SLOW_DRIP, ProblemKind.TIMEOUT),
    (Behaviour.HANGS_UP, ProblemKind.REFUSED_CONNECTION),
    (Behaviour.GARBAGE, ProblemKind.BAD_ANSWER),
    (Behaviour.EMPTY, ProblemKind.BAD_ANSWER),
    (Behaviour.CUT_OFF, ProblemKind.BAD_ANSWER),
    (Behaviour.REFUSAL, ProblemKind.REFUSED),
]


def _settings(server: ScriptedServer, behaviour: Behaviour = Behaviour.GOOD) -> ModelSettings:
    return ModelSettings("m", "sk-secret", server.url, IMPATIENT_S if behaviour in ENDLESS else PATIENT_S)


async def _ask(settings: ModelSettings, schema: AnswerSchema | None = None) -> str:
    return await ask_model(build_chat_model(settings), QUESTION, timeout_s=settings.timeout_s, schema=schema)


async def _stream(settings: ModelSettings) -> list[str]:
    model = build_chat_model(settings)
    return [piece async for piece in stream_model(model, QUESTION, timeout_s=settings.timeout_s)]


async def test_an_answer_comes_as_one_text() -> None:
    with ScriptedServer("I am well.") as server:
        assert await _ask(_settings(server)) == "I am well."


async def test_an_answer_comes_piece_by_piece_when_streamed() -> None:
    with ScriptedServer("I am well.") as server:
        pieces = await _stream(_settings(server))
    assert "".join(pieces) == "I am well."
    assert len(pieces) > 1
    assert server.received[0].body["stream"] is True


async def test_the_schema_and_a_temperature_of_zero_reach_the_server() -> None:
    with ScriptedServer() as server:
        await _ask(_settings(server), SCHEMA)
    body = server.received[0].body
    assert body["temperature"] == 0
    assert body["response_format"]["json_schema"] == {"name": "answer", "schema": SCHEMA.schema, "strict": True}


@pytest.mark.parametrize(("behaviour", "kind"), PROBLEMS)
@pytest.mark.parametrize("schema", [None, SCHEMA], ids=["in words", "by schema"])
async def test_what_goes_wrong_is_one_kind_of_problem(
    behaviour: Behaviour, kind: ProblemKind, schema: AnswerSchema | None
) -> None:
    with ScriptedServer(behaviour) as server, pytest.raises(ModelProblem) as problem:
        await _ask(_settings(server, behaviour), schema)
    assert problem.value.kind is kind
    assert problem.value.sentence.endswith(".")
    assert "sk-secret" not in problem.value.sentence
    assert len(server.received) <= 1


@pytest.mark.parametrize(("behaviour", "kind"), [pair for pair in PROBLEMS if pair[0] is not Behaviour.REFUSAL])
async def test_what_goes_wrong_in_a_stream_is_the_same_kind_of_problem(behaviour: Behaviour, kind: ProblemKind) -> None:
    with ScriptedServer(behaviour) as server, pytest.raises(ModelProblem) as problem:
        await _stream(_settings(server, behaviour))
    assert problem.value.kind is kind


async def test_a_stream_that_never_ends_gives_what_came_until_its_time_was_over() -> None:
    pieces: list[str] = []

    async def collect() -> None:
        async for piece in stream_model(model, QUESTION, timeout_s=3.0):
            pieces.append(piece)  # noqa: PERF401 - what came before the problem is what is tested

    with ScriptedServer(["warm up", Behaviour.SLOW_DRIP]) as server:
        model = build_chat_model(_settings(server))
        await ask_model(model, QUESTION, timeout_s=PATIENT_S)
        with pytest.raises(ModelProblem) as problem:
            await collect()
    assert problem.value.kind is ProblemKind.TIMEOUT
    assert set(pieces) == {"and "}


async def test_a_slow_reader_of_a_stream_is_told_and_not_cancelled() -> None:
    finished: list[str] = []

    async def read_slowly() -> None:
        async for piece in stream_model(model, QUESTION, timeout_s=3.0):
            await asyncio.sleep(3.1)
            finished.append(piece)

    with ScriptedServer("I am well.") as server:
        model = build_chat_model(_settings(server))
        await ask_model(model, QUESTION, timeout_s=PATIENT_S)
        with pytest.raises(ModelProblem) as problem:
            await read_slowly()
    assert problem.value.kind is ProblemKind.TIMEOUT
    assert finished == ["I "]


async def test_a_server_that_is_not_there_is_a_refused_connection() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings = ModelSettings("m", None, f"http://127.0.0.1:{taken.getsockname()[1]}/v1", PATIENT_S)
        with pytest.raises(ModelProblem) as problem:
            await _ask(settings)
    assert problem.value.kind is ProblemKind.REFUSED_CONNECTION


async def test_neither_key_nor_address_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-environment")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    model = build_chat_model(ModelSettings("gpt"))
    assert model.openai_api_base == "https://api.openai.com/v1"
    assert "environment" not in str(model.openai_api_key.get_secret_value())
    with ScriptedServer("I am well.") as server:
        assert await _ask(ModelSettings("m", None, server.url, PATIENT_S)) == "I am well."


def test_one_model_serves_several_event_loops() -> None:
    with ScriptedServer("I am well.") as server:
        model = build_chat_model(_settings(server))
        for _ in range(3):
            assert asyncio.run(ask_model(model, QUESTION, timeout_s=PATIENT_S)) == "I am well."


async def _ask_inside_a_stream_of_events(settings: ModelSettings) -> str:
    from langchain_core.runnables import RunnableLambda

    async def ask(_: str) -> str:
        return await ModelLine(settings).ask(QUESTION, str)

    events = [event async for event in RunnableLambda(ask).astream_events("x", version="v2")]
    return str(events[-1]["data"]["output"])


async def test_a_call_that_a_graph_turns_into_a_stream_gives_the_same_answer() -> None:
    with ScriptedServer("I am well.") as server:
        assert await _ask_inside_a_stream_of_events(_settings(server)) == "I am well."
    assert server.received[0].body["stream"] is True


async def test_a_call_that_a_graph_turns_into_a_stream_is_bounded_as_a_whole() -> None:
    with ScriptedServer(Behaviour.SLOW_DRIP) as server, pytest.raises(ModelProblem) as problem:
        await _ask_inside_a_stream_of_events(_settings(server, Behaviour.SLOW_DRIP))
    assert problem.value.kind is ProblemKind.TIMEOUT


def test_the_key_stays_out_of_what_is_printed() -> None:
    assert "sk-secret" not in repr(ModelSettings("m", "sk-secret"))


def test_importing_the_agents_does_not_import_langchain() -> None:
    code = (
        "import agents.models, agents.model_line, agents.optimizer, sys;"
        "sys.exit(any(name.startswith(('langchain', 'openai')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_a_model_may_ask_for_tools_before_it_answers() -> None:
    wanted = call_tools(ToolCall("read_turns", '{"first": 1}'), ToolCall("read_turns", "{}"))
    tools = [ToolSchema("read_turns", "Read.", SCHEMA.schema)]
    with ScriptedServer([wanted, "done"]) as server:
        model = build_chat_model(_settings(server))
        reply = await ask_with_tools(model, QUESTION, timeout_s=PATIENT_S, tools=tools)
        results = [as_result(request, "1 caller: Hello.") for request in reply.requests]
        talk = [*QUESTION, as_request(reply.requests), *results]
        answer = await ask_with_tools(model, talk, timeout_s=PATIENT_S, tools=tools, schema=SCHEMA)
    assert [(request.name, request.arguments) for request in reply.requests] == [
        ("read_turns", {"first": 1}),
        ("read_turns", {}),
    ]
    assert (answer.text, answer.requests) == ("done", ())
    assert [message["role"] for message in server.received[1].body["messages"]] == ["user", "assistant", "tool", "tool"]
    assert server.received[1].body["messages"][2]["tool_call_id"] == reply.requests[0].id
    assert (server.received[0].tools[0]["strict"], server.received[0].body["tool_choice"]) == (True, "auto")


async def test_arguments_of_tools_that_cannot_be_read_are_none() -> None:
    with ScriptedServer(call_tools(ToolCall("read_turns", "{nonsense"))) as server:
        model = build_chat_model(_settings(server))
        tools = [ToolSchema("read_turns", "Read.", SCHEMA.schema)]
        reply = await ask_with_tools(model, QUESTION, timeout_s=PATIENT_S, tools=tools)
    assert [request.arguments for request in reply.requests] == [None]

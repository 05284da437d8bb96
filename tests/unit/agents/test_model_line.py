import pytest

from agents.model_line import BadAnswer, ModelLine
from agents.models import ModelProblem, ModelSettings, ProblemKind
from agents.scripted_behaviours import Behaviour
from agents.scripted_server import ScriptedServer

QUESTION = [("system", "Be brief."), ("user", "Say yes.")]


def _line(server: ScriptedServer) -> ModelLine:
    return ModelLine(ModelSettings("m", None, server.url, 60.0))


def _read_yes(answer: str) -> bool:
    if answer != "yes":
        raise BadAnswer("it does not say yes.")
    return True


async def test_a_good_answer_takes_one_call() -> None:
    with ScriptedServer("yes") as server:
        line = _line(server)
        assert await line.ask(QUESTION, _read_yes)
    assert (line.calls_made, line.failures, line.is_open) == (1, 0, True)


async def test_a_bad_answer_gets_one_more_try_with_the_reason() -> None:
    with ScriptedServer(["maybe", "yes"]) as server:
        line = _line(server)
        assert await line.ask(QUESTION, _read_yes)
    again = server.received[1].body["messages"]
    assert [message["role"] for message in again] == ["system", "user", "assistant", "user"]
    assert again[2]["content"] == "maybe"
    assert "it does not say yes." in again[3]["content"]
    assert (line.calls_made, line.failures) == (2, 0)


async def test_two_bad_answers_are_one_failure() -> None:
    with ScriptedServer("maybe") as server:
        line = _line(server)
        with pytest.raises(ModelProblem) as problem:
            await line.ask(QUESTION, _read_yes)
    assert problem.value.kind is ProblemKind.BAD_ANSWER
    assert problem.value.sentence == "The model's answer could not be used: it does not say yes."
    assert (line.calls_made, line.failures) == (2, 1)


async def test_after_three_failures_the_server_is_not_asked_again() -> None:
    with ScriptedServer(Behaviour.SERVER_ERROR) as server:
        line = _line(server)
        kinds = []
        for _ in range(5):
            with pytest.raises(ModelProblem) as problem:
                await line.ask(QUESTION, _read_yes)
            kinds.append(problem.value.kind)
    assert kinds == [ProblemKind.SERVER_ERROR] * 3 + [ProblemKind.GIVEN_UP] * 2
    assert not line.is_open
    assert len(server.received) == line.calls_made == 3


async def test_only_failures_in_a_row_close_a_line_since_a_replay_asks_hundreds_of_questions() -> None:
    script = [Behaviour.SERVER_ERROR, "yes", Behaviour.RATE_LIMITED, Behaviour.SERVER_ERROR, "yes"]
    with ScriptedServer(script) as server:
        line = _line(server)
        for answer in script:
            if answer == "yes":
                assert await line.ask(QUESTION, _read_yes)
                assert line.failures == 0
            else:
                with pytest.raises(ModelProblem):
                    await line.ask(QUESTION, _read_yes)
    assert line.is_open
    assert len(server.received) == len(script)


async def test_streamed_answers_count_like_others() -> None:
    with ScriptedServer(["yes it is", Behaviour.SERVER_ERROR]) as server:
        line = _line(server)
        assert "".join([piece async for piece in line.stream(QUESTION)]) == "yes it is"
        for kind in [ProblemKind.SERVER_ERROR] * 3 + [ProblemKind.GIVEN_UP]:
            with pytest.raises(ModelProblem) as problem:
                [piece async for piece in line.stream(QUESTION)]
            assert problem.value.kind is kind
    assert len(server.received) == line.calls_made == 4


async def test_a_talk_of_many_steps_that_fails_is_one_failure() -> None:
    with ScriptedServer("maybe") as server:
        line = _line(server)

        async def talk() -> bool:
            await line.take_step(QUESTION)
            return _read_yes((await line.take_step(QUESTION)).text)

        with pytest.raises(ModelProblem) as problem:
            await line.converse(talk)
    assert problem.value.kind is ProblemKind.BAD_ANSWER
    assert (line.calls_made, line.failures) == (2, 1)


async def test_a_closed_line_takes_up_no_talk() -> None:
    with ScriptedServer(Behaviour.SERVER_ERROR) as server:
        line = ModelLine(ModelSettings("m", None, server.url, 60.0), most_failures=1)

        async def talk() -> str:
            return (await line.take_step(QUESTION)).text

        for kind in (ProblemKind.SERVER_ERROR, ProblemKind.GIVEN_UP):
            with pytest.raises(ModelProblem) as problem:
                await line.converse(talk)
            assert problem.value.kind is kind
    assert len(server.received) == 1

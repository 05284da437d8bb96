"""When is a model asked, asked again, and no longer asked?

A line is what one pass has to its model. It turns answers into checked values, gives the model one chance to mend a
bad answer, and closes after a few failures, so that a model that is down costs a pass seconds, not hours.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from typing import TypeVar

from agents.models import (
    AnswerSchema,
    Message,
    ModelProblem,
    ModelSettings,
    ProblemKind,
    ask_model,
    ask_with_tools,
    build_chat_model,
    stream_model,
)
from agents.prompting import render
from agents.tool_requests import Reply, ToolSchema

MOST_FAILURES = 3
_LONGEST_ECHO = 4_000

_Read = TypeVar("_Read")


class BadAnswer(ValueError):  # noqa: N818 - an outcome callers expect, not a fault
    """An answer cannot be used; the message says why, to the model itself."""


class ModelLine:
    """The way of one pass to its model: `failures` questions failed in `calls_made` calls so far.

    A question that ends without a usable answer is one failure, whatever the number of calls it took.
    """

    def __init__(self, settings: ModelSettings, *, most_failures: int = MOST_FAILURES) -> None:
        self.settings = settings
        self.failures = 0
        self.calls_made = 0
        self._most_failures = most_failures
        self._model = build_chat_model(settings)

    @property
    def is_open(self) -> bool:
        """Whether the model is still asked in this pass."""
        return self.failures < self._most_failures

    async def ask(
        self, messages: Sequence[Message], read: Callable[[str], _Read], *, schema: AnswerSchema | None = None
    ) -> _Read:
        """Return what `read` makes of the model's answer.

        `read` raises `BadAnswer` for an answer that cannot be used; the model is then told why and asked once more.

        Raises:
            ModelProblem: There is no usable answer, or the line is closed.
        """

        async def ask_twice() -> _Read:
            answer = await self._call(messages, schema)
            try:
                return read(answer)
            except BadAnswer as wrong:
                return read(await self._call([*messages, *ask_again(answer, str(wrong))], schema))

        return await self.converse(ask_twice)

    async def converse(self, talk: Callable[[], Awaitable[_Read]]) -> _Read:
        """Return what a talk of several steps comes to; each of its calls goes through `take_step`.

        `talk` raises `BadAnswer` when it ends without a usable answer. However many calls it takes, it is one question.

        Raises:
            ModelProblem: There is no usable answer, or the line is closed.
        """
        self._refuse_when_closed()
        try:
            return await talk()
        except BadAnswer as wrong:
            self.failures += 1
            raise ModelProblem(ProblemKind.BAD_ANSWER, f"The model's answer could not be used: {wrong}") from wrong
        except ModelProblem:
            self.failures += 1
            raise

    async def take_step(
        self, messages: Sequence[Message], *, tools: Sequence[ToolSchema] = (), schema: AnswerSchema | None = None
    ) -> Reply:
        """Return the next thing a model says in a talk: an answer, or the tools it wants called.

        Raises:
            ModelProblem: It says nothing usable.
        """
        self.calls_made += 1
        return await ask_with_tools(
            self._model, messages, timeout_s=self.settings.timeout_s, tools=tools, schema=schema
        )

    async def stream(self, messages: Sequence[Message]) -> AsyncGenerator[str, None]:
        """Yield the model's answer piece by piece, as it comes.

        Raises:
            ModelProblem: The answer does not come or breaks off, or the line is closed.
        """
        self._refuse_when_closed()
        self.calls_made += 1
        answer = stream_model(self._model, messages, timeout_s=self.settings.timeout_s)
        try:
            async with aclosing(answer):
                async for piece in answer:
                    yield piece
        except ModelProblem:
            self.failures += 1
            raise

    async def _call(self, messages: Sequence[Message], schema: AnswerSchema | None) -> str:
        self.calls_made += 1
        return await ask_model(self._model, messages, timeout_s=self.settings.timeout_s, schema=schema)

    def _refuse_when_closed(self) -> None:
        if not self.is_open:
            raise ModelProblem(
                ProblemKind.GIVEN_UP,
                f"The model failed {self.failures} times in this pass and is not asked again in it.",
            )


def ask_again(answer: str, wrong: str) -> list[Message]:
    """Return the messages that tell a model what is wrong with its answer."""
    return [("assistant", answer[:_LONGEST_ECHO]), ("user", render("answer_again", wrong=wrong))]

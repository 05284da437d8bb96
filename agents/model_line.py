"""When is a model asked, asked again, and no longer asked?

A line is what one pass has to its model. It turns answers into checked values, gives the model one chance to mend a
bad answer, and closes after a few failures, so that a model that is down costs a pass seconds, not hours.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field
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
from agents.spending import Meter, ModelCall, estimate_tokens
from agents.tool_requests import Reply, ToolSchema

MOST_FAILURES = 3
_LONGEST_ECHO = 4_000

_Read = TypeVar("_Read")


@dataclass(slots=True)
class _Count:
    """The tokens of one call as it goes on: what the server says, or an estimate from the texts."""

    messages: Sequence[Message]
    answer: list[str] = field(default_factory=list)
    tokens: tuple[int, int] | None = None

    def tell(self, went_in: int, came_out: int) -> None:
        """Take what the server counted."""
        self.tokens = (went_in, came_out)

    def read(self) -> tuple[int, int]:
        """Return the tokens in and out."""
        return self.tokens or (estimate_tokens(str(self.messages)), estimate_tokens("".join(self.answer)))


class BadAnswer(ValueError):  # noqa: N818 - an outcome callers expect, not a fault
    """An answer cannot be used; the message says why, to the model itself."""


class ModelLine:
    """The way of one pass to its model: `failures` questions failed in a row, and `meter` says what was spent.

    A question that ends without a usable answer is one failure, whatever the number of calls it took. A question that
    the budget left no room for is none. A line that was closed by its failures stays closed.
    """

    def __init__(
        self, settings: ModelSettings, *, most_failures: int = MOST_FAILURES, meter: Meter | None = None
    ) -> None:
        self.settings = settings
        self.failures = 0
        self.meter = meter or Meter()
        self._most_failures = most_failures
        self._model = build_chat_model(settings)

    @property
    def is_open(self) -> bool:
        """Whether the model is still asked in this pass."""
        return self.failures < self._most_failures

    @property
    def calls_made(self) -> int:
        """How many calls of the model this line has made."""
        return self.meter.spent.calls

    async def ask(
        self,
        messages: Sequence[Message],
        read: Callable[[str], _Read],
        *,
        schema: AnswerSchema | None = None,
        purpose: str = "question",
    ) -> _Read:
        """Return what `read` makes of the model's answer.

        `read` raises `BadAnswer` for an answer that cannot be used; the model is then told why and asked once more.
        `purpose` is what the calls are booked under.

        Raises:
            ModelProblem: There is no usable answer, or the line is closed.
        """

        async def ask_twice() -> _Read:
            answer = await self._call(messages, schema, purpose)
            try:
                return read(answer)
            except BadAnswer as wrong:
                return read(await self._call([*messages, *ask_again(answer, str(wrong))], schema, purpose))

        return await self.converse(ask_twice)

    async def converse(self, talk: Callable[[], Awaitable[_Read]]) -> _Read:
        """Return what a talk of several steps comes to; each of its calls goes through `take_step`.

        `talk` raises `BadAnswer` when it ends without a usable answer. However many calls it takes, it is one question.

        Raises:
            ModelProblem: There is no usable answer, or the line is closed.
        """
        self._refuse_when_closed()
        try:
            said = await talk()
        except BadAnswer as wrong:
            self.failures += 1
            raise ModelProblem(ProblemKind.BAD_ANSWER, f"The model's answer could not be used: {wrong}") from wrong
        except ModelProblem as problem:
            self.failures += problem.kind is not ProblemKind.BUDGET_SPENT
            raise
        if self.is_open:
            self.failures = 0
        return said

    async def take_step(
        self,
        messages: Sequence[Message],
        *,
        tools: Sequence[ToolSchema] = (),
        schema: AnswerSchema | None = None,
        purpose: str = "question",
    ) -> Reply:
        """Return the next thing a model says in a talk: an answer, or the tools it wants called.

        Raises:
            ModelProblem: It says nothing usable.
        """
        with self._book(messages, purpose) as count:
            reply = await ask_with_tools(
                self._model,
                messages,
                timeout_s=self.settings.timeout_s,
                tools=tools,
                schema=schema,
                count=count.tell,
            )
            count.answer.append(reply.text or str(reply.requests))
        return reply

    async def stream(self, messages: Sequence[Message], *, purpose: str = "question") -> AsyncGenerator[str, None]:
        """Yield the model's answer piece by piece, as it comes.

        Raises:
            ModelProblem: The answer does not come or breaks off, or the line is closed.
        """
        self._refuse_when_closed()
        try:
            with self._book(messages, purpose) as count:
                answer = stream_model(self._model, messages, timeout_s=self.settings.timeout_s, count=count.tell)
                async with aclosing(answer):
                    async for piece in answer:
                        count.answer.append(piece)
                        yield piece
        except ModelProblem as problem:
            self.failures += problem.kind is not ProblemKind.BUDGET_SPENT
            raise

    async def _call(self, messages: Sequence[Message], schema: AnswerSchema | None, purpose: str) -> str:
        with self._book(messages, purpose) as count:
            answer = await ask_model(
                self._model, messages, timeout_s=self.settings.timeout_s, schema=schema, count=count.tell
            )
            count.answer.append(answer)
        return answer

    @contextmanager
    def _book(self, messages: Sequence[Message], purpose: str) -> Iterator[_Count]:
        """Book one call, however it ends; a budget that is spent lets it not begin."""
        self.meter.begin()
        count, begun, problem = _Count(messages), self.meter.timer(), "interrupted"
        try:
            yield count
            problem = ""
        except ModelProblem as met:
            problem = met.kind.value
            raise
        finally:
            self.meter.book(ModelCall(purpose, *count.read(), self.meter.timer() - begun, problem or None))

    def _refuse_when_closed(self) -> None:
        if not self.is_open:
            raise ModelProblem(
                ProblemKind.GIVEN_UP,
                f"The model failed {self.failures} times in a row and is not asked again in this pass.",
            )


def ask_again(answer: str, wrong: str) -> list[Message]:
    """Return the messages that tell a model what is wrong with its answer."""
    return [("assistant", answer[:_LONGEST_ECHO]), ("user", render("answer_again", wrong=wrong))]

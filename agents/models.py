"""How is a chat model reached, and what does it mean when it fails?

The only file that knows chat providers. LangChain is imported when a model is built, since that takes seconds.
"""

import asyncio
import ipaddress
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import urlsplit

from agents.tool_requests import Reply, ToolRequest, ToolSchema, as_function

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, AIMessageChunk
    from langchain_openai import ChatOpenAI

Message = tuple[Literal["system", "user", "assistant"], str] | Mapping[str, Any]
"""Who says what; a request for tools and what they answered are mappings, made in `tool_requests`."""

Count = Callable[[int, int], None]
"""Is told how many tokens went in and came out, by servers that say so."""

OPENAI_URL = "https://api.openai.com/v1"
_NO_KEY = "none"
_DECLINED = "The model declined to answer."
_EMPTY = "The model's answer was empty."
_CUT_OFF = "The model's answer was cut off."
_HTTP_LIBRARIES = frozenset({"httpx", "httpx2", "httpcore", "httpcore2", "h11"})


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A chat model at an OpenAI-compatible server; without `base_url` that is OpenAI itself.

    `timeout_s` bounds one call as a whole, streamed or not.
    """

    name: str
    api_key: str | None = field(default=None, repr=False)
    base_url: str | None = None
    timeout_s: float = 30.0


@dataclass(frozen=True, slots=True)
class AnswerSchema:
    """The shape an answer must have: a JSON schema with a name made of letters and underscores."""

    name: str
    schema: Mapping[str, Any]


class ProblemKind(StrEnum):
    """What went wrong with a model; `given_up` and `budget_spent` mean that it was not asked at all."""

    REFUSED_CONNECTION = "refused_connection"
    TIMEOUT = "timeout"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    BAD_ANSWER = "bad_answer"
    REFUSED = "refused"
    GIVEN_UP = "given_up"
    BUDGET_SPENT = "budget_spent"
    OTHER = "other"


class ModelProblem(Exception):  # noqa: N818 - it is told to a person, who reads a problem, not a class name
    """A model gave no usable answer: the `kind`, and a `sentence` for people, free of keys and caller words."""

    def __init__(self, kind: ProblemKind, sentence: str) -> None:
        super().__init__(kind, sentence)
        self.kind = kind
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


def _count_nothing(_input: int, _output: int) -> None:
    pass


def build_chat_model(settings: ModelSettings) -> "ChatOpenAI":
    """Return a chat model that never retries on its own and takes no key or address from the environment.

    Every call opens its own connection and closes it, so that one model serves any event loop and needs no
    closing itself. A server on this machine is never reached through a proxy.
    """
    import openai
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    url = settings.base_url or OPENAI_URL
    is_near = _is_on_this_machine(url)
    return ChatOpenAI(
        model=settings.name,
        api_key=SecretStr(settings.api_key or _NO_KEY),
        base_url=url,
        timeout=settings.timeout_s,
        max_retries=0,
        temperature=0,
        use_responses_api=None if settings.base_url is None else False,
        stream_chunk_timeout=None,
        default_headers={"Connection": "close"},
        http_client=openai.DefaultHttpxClient(timeout=settings.timeout_s, trust_env=not is_near),
        http_async_client=openai.DefaultAsyncHttpxClient(timeout=settings.timeout_s, trust_env=not is_near),
    )


async def ask_model(
    model: "ChatOpenAI",
    messages: Sequence[Message],
    *,
    timeout_s: float,
    schema: AnswerSchema | None = None,
    count: Count = _count_nothing,
) -> str:
    """Return the model's whole answer; with a `schema` the server is told to keep to it, which not all do.

    Raises:
        ModelProblem: There is no answer after `timeout_s` seconds in all, or another problem.
    """
    answer = await _invoke(model, messages, timeout_s, schema, ())
    _tell_usage(answer, count)
    return _read_answer(answer)


async def ask_with_tools(
    model: "ChatOpenAI",
    messages: Sequence[Message],
    *,
    timeout_s: float,
    tools: Sequence[ToolSchema],
    schema: AnswerSchema | None = None,
    count: Count = _count_nothing,
) -> Reply:
    """Return the model's answer, or which of the tools it wants called before it gives one.

    Raises:
        ModelProblem: There is neither after `timeout_s` seconds in all, or another problem.
    """
    answer = await _invoke(model, messages, timeout_s, schema, tools)
    _tell_usage(answer, count)
    requests = _read_requests(answer)
    return Reply(answer.text, requests) if requests else Reply(_read_answer(answer))


async def stream_model(
    model: "ChatOpenAI", messages: Sequence[Message], *, timeout_s: float, count: Count = _count_nothing
) -> AsyncGenerator[str, None]:
    """Yield the model's answer piece by piece.

    Raises:
        ModelProblem: The answer is not complete after `timeout_s` seconds in all, or has another problem; what came of
            it until then was yielded.
    """
    clock = asyncio.get_running_loop()
    deadline = clock.time() + timeout_s
    whole: AIMessageChunk | None = None
    started = cast("AsyncGenerator[AIMessageChunk, None]", model.astream(cast("Any", list(messages))))
    async with aclosing(started) as pieces:
        while True:
            try:
                if clock.time() > deadline:
                    raise TimeoutError
                # A timeout around the whole loop would also cancel whoever consumes the pieces.
                async with asyncio.timeout_at(deadline):
                    piece = await anext(pieces, None)
            except Exception as error:
                raise _as_problem(error, timeout_s) from error
            if piece is None:
                break
            whole = piece if whole is None else whole + piece
            if piece.text:
                yield piece.text
    if whole is not None:
        _tell_usage(whole, count)
    _read_answer(whole)


async def _invoke(
    model: "ChatOpenAI",
    messages: Sequence[Message],
    timeout_s: float,
    schema: AnswerSchema | None,
    tools: Sequence[ToolSchema],
) -> "AIMessage":
    settings: dict[str, Any] = {"response_format": _response_format(schema)} if schema else {}
    if tools:
        settings |= {"tools": [as_function(tool) for tool in tools], "tool_choice": "auto"}
    asked = model.bind(**settings) if settings else model
    try:
        async with asyncio.timeout(timeout_s):
            return await asked.ainvoke(cast("Any", list(messages)))
    except Exception as error:
        raise _as_problem(error, timeout_s) from error


def _tell_usage(answer: "AIMessage | AIMessageChunk", count: Count) -> None:
    usage = answer.usage_metadata
    if usage is not None:
        count(usage["input_tokens"], usage["output_tokens"])


def _read_requests(answer: "AIMessage") -> tuple[ToolRequest, ...]:
    wanted: list[tuple[str | None, str | None, Mapping[str, Any] | None]] = [
        *((call["id"], call["name"], call["args"]) for call in answer.tool_calls),
        *((call["id"], call["name"], None) for call in answer.invalid_tool_calls),
    ]
    return tuple(
        ToolRequest(identity or f"call_{place}", name or "", arguments)
        for place, (identity, name, arguments) in enumerate(wanted)
    )


def _response_format(schema: AnswerSchema) -> dict[str, Any]:
    return {
        "type": "json_schema",
        "json_schema": {"name": schema.name, "schema": dict(schema.schema), "strict": True},
    }


def _read_answer(answer: "AIMessage | None") -> str:
    if answer is None:
        raise ModelProblem(ProblemKind.BAD_ANSWER, _EMPTY)
    finish = answer.response_metadata.get("finish_reason")
    if answer.additional_kwargs.get("refusal") or finish == "content_filter":
        raise ModelProblem(ProblemKind.REFUSED, _DECLINED)
    if finish == "length":
        raise ModelProblem(ProblemKind.BAD_ANSWER, _CUT_OFF)
    if not answer.text.strip():
        raise ModelProblem(ProblemKind.BAD_ANSWER, _EMPTY)
    return answer.text


def _as_problem(error: Exception, timeout_s: float) -> ModelProblem:
    """Return what an error of the provider's library means, in words that repeat nothing of the request."""
    import openai

    status = f"(HTTP {error.status_code})" if isinstance(error, openai.APIStatusError) else ""
    meanings: tuple[tuple[type[Exception] | tuple[type[Exception], ...], ProblemKind, str], ...] = (
        (
            (TimeoutError, openai.APITimeoutError),
            ProblemKind.TIMEOUT,
            f"The model did not answer completely within {timeout_s:g} seconds.",
        ),
        (openai.APIConnectionError, ProblemKind.REFUSED_CONNECTION, "The model server could not be reached."),
        (openai.RateLimitError, ProblemKind.RATE_LIMITED, f"The model server takes no more requests {status}."),
        (openai.InternalServerError, ProblemKind.SERVER_ERROR, f"The model server failed {status}."),
        (openai.AuthenticationError, ProblemKind.OTHER, f"The model server does not accept the key {status}."),
        (openai.APIStatusError, ProblemKind.OTHER, f"The model server refused the request {status}."),
        (openai.ContentFilterFinishReasonError, ProblemKind.REFUSED, _DECLINED),
        (openai.LengthFinishReasonError, ProblemKind.BAD_ANSWER, _CUT_OFF),
        (
            (openai.OpenAIError, ValueError, TypeError, LookupError, AttributeError),
            ProblemKind.BAD_ANSWER,
            "The model server's answer could not be read.",
        ),
    )
    for types, kind, sentence in meanings:
        if isinstance(error, types):
            return ModelProblem(kind, sentence)
    if isinstance(error, OSError) or type(error).__module__.partition(".")[0] in _HTTP_LIBRARIES:
        return ModelProblem(ProblemKind.REFUSED_CONNECTION, "The connection to the model server broke off.")
    return ModelProblem(ProblemKind.OTHER, f"The model could not be asked ({type(error).__name__}).")


def _is_on_this_machine(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

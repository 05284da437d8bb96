"""What does asking a model cost, and when has a run spent what it may?

A meter books every call of a model, whatever it was for and however it ended. When one of the limits is reached, the
next call is not made.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from agents.models import ModelProblem, ProblemKind

_MILLION = Decimal(1_000_000)
_CHARACTERS_A_TOKEN = 4
"""Roughly, for servers that do not say how many tokens they counted."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What a million tokens cost, in `currency` (ISO 4217); zero for a model that costs nothing by use."""

    input: Decimal = Decimal(0)
    output: Decimal = Decimal(0)
    currency: str = "USD"

    def of(self, input_tokens: int, output_tokens: int) -> Decimal:
        """Return the price of so many tokens."""
        return (self.input * input_tokens + self.output * output_tokens) / _MILLION


@dataclass(frozen=True, slots=True)
class Budget:
    """How much may be spent at most; None: without limit. Money is in the currency of the prices."""

    calls: int | None = None
    tokens: int | None = None
    money: Decimal | None = None
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class ModelCall:
    """One call of a model: what for, how many tokens went in and came out, how long it took, and what went wrong.

    `problem` is a `ProblemKind`, or None where an answer came.
    """

    purpose: str
    input_tokens: int
    output_tokens: int
    seconds: float
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Spent:
    """What was spent so far; `seconds` are those of the calls, one after another.

    `waited` are the seconds in which at least one call was under way.
    """

    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    seconds: float = 0.0
    money: Decimal = Decimal(0)
    waited: float = 0.0

    @property
    def tokens(self) -> int:
        """Tokens in and out."""
        return self.input_tokens + self.output_tokens


class Meter:
    """Counts calls against a budget; `timer` tells seconds from any moment on."""

    def __init__(
        self, prices: Prices | None = None, budget: Budget | None = None, *, timer: Callable[[], float] = time.monotonic
    ) -> None:
        self.timer = timer
        self.prices = prices or Prices()
        self.budget = budget or Budget()
        self.spent = Spent()
        self._under_way = 0
        self._waits_since = 0.0
        self._booked: list[ModelCall] = []

    @property
    def exhausted(self) -> str | None:
        """Which limit is reached, in words, or None."""
        budget, spent = self.budget, self.spent
        if budget.calls is not None and spent.calls + self._under_way >= budget.calls:
            return f"{budget.calls} model calls"
        if budget.tokens is not None and spent.tokens >= budget.tokens:
            return f"{budget.tokens:,} tokens"
        if budget.money is not None and spent.money >= budget.money:
            return f"{budget.money:.2f} {self.prices.currency}"
        if budget.seconds is not None and spent.seconds >= budget.seconds:
            return f"{budget.seconds:.0f} seconds of the model"
        return None

    def begin(self) -> None:
        """Let one more call begin.

        Raises:
            ModelProblem: The budget is spent.
        """
        limit = self.exhausted
        if limit is not None:
            raise ModelProblem(ProblemKind.BUDGET_SPENT, f"The budget of {limit} is spent.")
        if self._under_way == 0:
            self._waits_since = self.timer()
        self._under_way += 1

    def book(self, call: ModelCall) -> None:
        """Book a call that was begun and has ended."""
        self._under_way -= 1
        old = self.spent
        waited = self.timer() - self._waits_since if self._under_way == 0 else 0.0
        self.spent = Spent(
            old.calls + 1,
            old.input_tokens + call.input_tokens,
            old.output_tokens + call.output_tokens,
            old.seconds + call.seconds,
            old.money + self.prices.of(call.input_tokens, call.output_tokens),
            old.waited + waited,
        )
        self._booked.append(call)

    def take(self) -> Sequence[ModelCall]:
        """Return the calls booked since the last time, oldest first."""
        taken, self._booked = tuple(self._booked), []
        return taken


def estimate_tokens(text: str) -> int:
    """Return about how many tokens a text has, where nobody counted them."""
    return -(-len(text) // _CHARACTERS_A_TOKEN)

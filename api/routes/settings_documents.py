"""What do the documents about settings look like: addresses, preferences, the model's budget, autonomy?"""

from typing import Annotated, Literal

from pydantic import BaseModel, Field
from typing_extensions import TypedDict

from api.allowances import MOST_CALLS, MOST_MONEY
from api.routes.requests import PlainText
from memory.vocabulary import Autonomy


class TargetDocument(TypedDict):
    """An address important notifications go to; none go there while it is not active.

    `verified_at` is when a message first arrived, `last_ok_at` when one did last, `failures` counts attempts since.
    """

    id: str
    kind: Literal["email", "webhook"]
    address: str
    active: bool
    created_at: str
    verified_at: str | None
    last_ok_at: str | None
    last_problem: str | None
    failures: int


class TargetsDocument(TypedDict):
    """All addresses, and what is to be set in the environment for everything to work."""

    targets: list[TargetDocument]
    missing: list[str]


class AddedTargetDocument(TypedDict):
    """A new address and, for a webhook, the secret that signs what is sent there: it is told this once."""

    target: TargetDocument
    secret: str | None
    verifying: str | None


class TestedDocument(TypedDict):
    """Whether a test message was handed over, and what became of it."""

    arrived: bool
    sentence: str


class DeliveryDocument(TypedDict):
    """One line of the delivery log: a notification on its way to an address.

    `status` is waiting, sending, sent, failed, or gone where the receiver wanted no more.
    """

    id: str
    notification_id: str
    target_id: str
    address: str
    title: str
    status: str
    attempts: int
    next_try_at: str | None
    created_at: str
    ended_at: str | None
    message_id: str | None
    problem: str | None


class PreferenceDocument(TypedDict):
    """What somebody said they want; `project` null: of the whole organisation."""

    id: str
    project: str | None
    text: str
    source: str
    stated_by: str | None
    stated_at: str
    withdrawn_at: str | None


class AllowanceDocument(TypedDict):
    """What the model may be asked for in a day, and what today took since midnight UTC.

    Money is in the currency of the model's prices; `daily_money` null: not limited; `model` null: none is set.
    """

    daily_calls: int
    daily_money: float | None
    spent_calls: int
    spent_money: float
    currency: str
    model: str | None


class SharingDocument(TypedDict):
    """Whether counts of what worked here may help other organisations."""

    shares_lessons: bool


class KindDocument(TypedDict):
    """Whether a kind of edit has earned to be applied unasked, and why."""

    kind: str
    earned: bool
    why: str


class AutonomyDocument(TypedDict):
    """How far the assistant goes in a project, why, and what each kind of edit has earned."""

    project: str
    level: Autonomy
    why: str
    kinds: list[KindDocument]


class TargetRequest(BaseModel):
    """A mail address, or the https URL of a webhook."""

    address: PlainText


class PreferenceRequest(BaseModel):
    """What is wanted; `project` is the platform's own id, left out for the whole organisation."""

    text: PlainText
    project: PlainText | None = None


class AllowanceRequest(BaseModel):
    """What the model may be asked for in a day; `daily_money` null: money is not limited."""

    daily_calls: int = Field(ge=0, le=MOST_CALLS)
    daily_money: Annotated[float, Field(ge=0, le=float(MOST_MONEY), allow_inf_nan=False)] | None = None


class SharingRequest(BaseModel):
    """Whether counts of what worked here may help other organisations."""

    shares_lessons: bool


class AutonomyRequest(BaseModel):
    """How far the assistant may go by itself."""

    level: Autonomy

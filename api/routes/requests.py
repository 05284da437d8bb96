"""What may programs send? Anything else is refused, saying which part of it cannot be used."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field


def refuse_unstorable(text: str) -> str:
    """Return the text; raise ValueError for what the database cannot hold."""
    if "\x00" in text or (not text.isascii() and any("\ud800" <= letter <= "\udfff" for letter in text)):
        raise ValueError("a NUL character or half of a character cannot be stored")
    return text


PlainText = Annotated[str, AfterValidator(refuse_unstorable)]


class SignInRequest(BaseModel):
    """The token of a sign-in link."""

    token: PlainText


class AcceptRequest(BaseModel):
    """Accept as it is, or with a text of one's own."""

    text: PlainText | None = None


class RejectRequest(BaseModel):
    """Why the suggestion is turned down."""

    reason: PlainText


class IgnoreRequest(BaseModel):
    """Why the issue is left alone, in one sentence."""

    reason: PlainText


class EditRequest(BaseModel):
    """A text of one's own, written on version `base_version`."""

    text: PlainText
    base_version: int = Field(ge=1, le=2_147_483_647)


class RestoreRequest(BaseModel):
    """The version whose text should be in force again."""

    version: int = Field(ge=1, le=2_147_483_647)


class ReadRequest(BaseModel):
    """One notification, or all when `id` is left out."""

    id: str | None = None


ImportKind = Literal["projects", "calls"]

"""What can instructions not mend? It is listed for whoever can, with its proof, and a person marks what was handled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from api.web import addresses, words
from api.web.page import Form, OnPage, Page, SentForm
from graphs import referring
from memory.repositories.referrals import OPEN, ReferralRecord
from memory.unit import Memory
from memory.vocabulary import Cause, Quote
from tools.diagnosis.diagnosis import Owner

router = APIRouter()

HERE = "/referrals"


@dataclass(frozen=True, slots=True)
class Referral:
    """What somebody else has to mend, in words, with what was said."""

    record: ReferralRecord
    sentence: str
    owner: str
    quotes: tuple[Quote, ...]

    @property
    def is_open(self) -> bool:
        """Whether nobody has dealt with it yet."""
        return self.record.status == OPEN


@router.get("/referrals")
async def show_referrals(page: OnPage) -> Response:
    """Show what is for others to mend, by who that is, and what was handled."""
    async with page.asking.open_memory() as memory:
        referrals = await describe_referrals(memory, await memory.referrals.matching())
        names = await memory.organisation.member_names()
    open_ones = [one for one in referrals if one.is_open]
    return await page.show(
        "referrals.html",
        owners=_by_owner(open_ones),
        open_in_all=len(open_ones),
        handled=[one for one in referrals if not one.is_open],
        names=names,
    )


@router.post("/referrals/{referral_id}/handled")
async def mark_handled(page: OnPage, referral_id: UUID, form: SentForm) -> Response:
    """Record that somebody dealt with it."""
    async with page.asking.open_memory() as memory:
        at, person_id = page.asking.now(), page.asking.person_id
        referral = await referring.mark_handled(memory, referral_id, at=at, person_id=person_id)
    return _go_back(page, form, referral, "Marked as handled. Should later calls show it again, it comes back.")


@router.post("/referrals/{referral_id}/open-again")
async def open_again(page: OnPage, referral_id: UUID, form: SentForm) -> Response:
    """Take back that somebody dealt with it."""
    async with page.asking.open_memory() as memory:
        at, person_id = page.asking.now(), page.asking.person_id
        referral = await referring.open_again(memory, referral_id, at=at, person_id=person_id)
    return _go_back(page, form, referral, "Open again.")


async def describe_referrals(memory: Memory, records: Iterable[ReferralRecord]) -> list[Referral]:
    """Return referrals in words, in their order."""
    return [
        Referral(
            record,
            say_referral(record),
            words.sentence_case(words.OWNERS[record.owner]),
            tuple(await memory.evidence.of_referral(record.id)),
        )
        for record in records
    ]


def say_referral(record: ReferralRecord) -> str:
    """Say what goes wrong and how often: "E-mail: given but not recorded in 14 of 20 calls that missed it (...)"."""
    if not record.field:
        return f"{words.plural(record.calls, 'call')} failed before there was a conversation"
    what = f"{words.sentence_case(words.field_label(record.field))}: {words.CAUSES[Cause(record.cause)]}"
    share = f"{words.count(record.calls)} of {words.plural(record.missed, 'call')} that missed it"
    return f"{what} in {share} ({words.percents(record.low, record.high)})"


def _by_owner(referrals: Sequence[Referral]) -> list[tuple[str, list[Referral]]]:
    """Return referrals by whom they are for, those with the most calls first."""
    owners = [owner.value for owner in Owner if any(one.record.owner == owner for one in referrals)]
    return [
        (words.sentence_case(words.OWNERS[owner]), [one for one in referrals if one.record.owner == owner])
        for owner in owners
    ]


def _go_back(page: Page, form: Form, referral: ReferralRecord, said: str) -> Response:
    if form.optional("from") == "project":
        return page.go(f"{addresses.project(referral.project_id)}#referrals", said)
    return page.go(HERE, said)

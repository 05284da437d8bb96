"""What is expected of a project, and how far may the assistant go in it? Targets, autonomy and preferences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from uuid import UUID
from zoneinfo import available_timezones

from fastapi import APIRouter
from starlette.responses import Response

from api.owners import ONLY_OWNERS, is_owner, refuse_unless_owner
from api.stating import state_preference
from api.web import addresses, setting_words, words
from api.web.errors import UnusableInputError
from api.web.page import Form, OnPage, SentForm
from api.web.preferences import NOTED
from graphs.autonomy import find_standing, set_autonomy
from memory.repositories.preferences import LONGEST_PREFERENCE
from memory.repositories.projects import ProjectRecord
from memory.vocabulary import Autonomy

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed that could not be stored, and why: about the targets, or a preference."""

    targets: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""
    preference: str = ""
    preference_problem: str = ""


@router.get("/projects/{project_id}/settings")
async def show_project_settings(page: OnPage, project_id: UUID) -> Response:
    """Show what is expected of a project."""
    return await _show_settings(page, project_id)


@router.post("/projects/{project_id}/settings")
async def change_project_settings(page: OnPage, project_id: UUID, form: SentForm) -> Response:
    """Store a project's targets and time zone, all or none."""
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(project_id)
    try:
        success = read_share(form, "target_success_rate", "The target for successful calls")
        zone = read_zone(form)
        targets = {
            record.field.name: read_share(form, f"field_{record.ordinal}", f"The target for {record.field.name}")
            for record in project.field_records
            if record.active
        }
    except UnusableInputError as problem:
        entered = {name: form.optional(name) or "" for name in _as_entered(project)}
        return await _show_settings(page, project_id, Typed(entered, str(problem)))
    async with page.asking.open_memory() as memory:
        await memory.projects.change(project_id, {"target_success_rate": success, "time_zone": zone})
        for name, target in targets.items():
            await memory.projects.set_capture_target(project_id, name, target)
        await memory.projects.mark_news(project_id)
        await memory.activities.log(
            "settings",
            "The targets or the time zone were changed.",
            at=page.asking.now(),
            project_id=project_id,
            person_id=page.asking.person_id,
        )
    page.asking.parts.background.scan_soon(page.asking.org_id, project_id)
    return page.go(addresses.project(project_id), "Saved. The project is being looked at again.")


@router.post("/projects/{project_id}/autonomy")
async def change_autonomy(page: OnPage, project_id: UUID, form: SentForm) -> Response:
    """Say how far the assistant may go by itself; for owners of the organisation. The project is looked at again."""
    async with page.asking.open_memory() as memory:
        await memory.projects.get(project_id)
        await refuse_unless_owner(memory, page.asking.person_id)
        level = read_level(form)
        await set_autonomy(memory, project_id, level, at=page.asking.now(), person_id=page.asking.person_id)
    page.asking.parts.background.scan_soon(page.asking.org_id, project_id)
    said = (
        f"Saved: {words.sentence_case(setting_words.LEVELS[level][0]).lower()}. The project is being looked at again."
    )
    return page.go(f"{addresses.project(project_id)}/settings", said)


@router.post("/projects/{project_id}/preferences")
async def add_preference(page: OnPage, project_id: UUID, form: SentForm) -> Response:
    """Note what somebody wants of this project."""
    typed = form.text("text")
    try:
        async with page.asking.open_memory() as memory:
            await state_preference(
                memory, typed, at=page.asking.now(), project_id=project_id, person_id=page.asking.person_id
            )
    except ValueError as problem:
        return await _show_settings(page, project_id, Typed(preference=typed, preference_problem=str(problem)))
    return page.go(f"{addresses.project(project_id)}/settings", NOTED)


async def _show_settings(page: OnPage, project_id: UUID, typed: Typed | None = None) -> Response:
    async with page.asking.open_memory() as memory:
        project = await memory.projects.get(project_id)
        standing = await find_standing(memory, project_id)
        stated = await memory.preferences.stated(project_id)
        names = await memory.organisation.member_names()
        may_change = await is_owner(memory, page.asking.person_id)
    kept = typed or Typed()
    return await page.show(
        "project_settings.html",
        status=422 if typed else 200,
        project=project,
        entered={**_as_entered(project), **kept.targets},
        typed=kept,
        zones=sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC"),
        standing=standing,
        may_change=may_change,
        only_owners=ONLY_OWNERS,
        stated=stated,
        names=names,
        said_of=setting_words,
        longest=LONGEST_PREFERENCE,
    )


def _as_entered(project: ProjectRecord) -> dict[str, str]:
    shares = {"target_success_rate": project.target_success_rate}
    for record in project.field_records:
        if record.active:
            shares[f"field_{record.ordinal}"] = record.field.target_capture_rate
    entered = {name: f"{100 * share:.4f}".rstrip("0").rstrip(".") for name, share in shares.items()}
    return {**entered, "time_zone": project.time_zone}


def read_share(form: Form, name: str, what: str) -> float:
    """Return a percentage from a form as a share; raise UnusableInputError for anything else."""
    text = form.text(name).strip().removesuffix("%").strip().replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not isfinite(number) or not 0 <= number <= 100:
        raise UnusableInputError(f"{words.sentence_case(what)} must be a percentage between 0 and 100.")
    return number / 100


def read_zone(form: Form) -> str:
    """Return a time zone from a form; raise UnusableInputError for one that does not exist."""
    zone = form.text("time_zone").strip()
    if zone not in available_timezones():
        raise UnusableInputError("Please choose a time zone such as Africa/Johannesburg or UTC.")
    return zone


def read_level(form: Form) -> Autonomy:
    """Return a level of autonomy from a form; raise UnusableInputError for anything else."""
    try:
        return Autonomy(form.text("level"))
    except ValueError:
        raise UnusableInputError("Please choose one of the three levels.") from None

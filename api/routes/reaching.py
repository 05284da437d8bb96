"""Where do important notifications go besides the pages, and did they arrive?"""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from api.reaching import LOGGED, VERIFYING, tell_kind
from api.routes.settings_documents import (
    AddedTargetDocument,
    DeliveryDocument,
    TargetDocument,
    TargetRequest,
    TargetsDocument,
    TestedDocument,
)
from api.settings_shapes import Shape, delivery_shape, target_shape
from api.visits import Asked, Asking
from api.web.errors import UnusableInputError
from graphs import notification_targets
from tools.notifications.problems import TargetProblem

router = APIRouter()


@router.get("/notification-targets", response_model=TargetsDocument)
async def list_targets(asked: Asked) -> Shape:
    """List the addresses that are notified, oldest first, and what is to be set for everything to work."""
    async with asked.open_memory() as memory:
        targets = await memory.notification_targets.list()
    missing = asked.parts.backoffice.services.reach.missing()
    return {"targets": [target_shape(one) for one in targets], "missing": missing}


@router.post("/notification-targets", response_model=AddedTargetDocument, status_code=201)
async def add_target(asked: Asked, wanted: TargetRequest) -> Shape:
    """Have important notifications sent to an address; a webhook's secret is in this answer and in no other."""
    services = asked.parts.backoffice.services
    kind = tell_kind(wanted.address)
    try:
        added = await notification_targets.add_target(
            services, asked.org_id, kind, wanted.address, person_id=asked.person_id
        )
    except TargetProblem as problem:
        raise UnusableInputError(problem.sentence) from None
    verifying = None if added.secret is None else VERIFYING
    return {"target": target_shape(added.target), "secret": added.secret, "verifying": verifying}


@router.post("/notification-targets/{target_id}/pause", response_model=TargetDocument)
async def pause_target(asked: Asked, target_id: UUID) -> Shape:
    """Send nothing to an address until it is resumed."""
    services = asked.parts.backoffice.services
    await notification_targets.pause_target(services, asked.org_id, target_id, person_id=asked.person_id)
    return await _document(asked, target_id)


@router.post("/notification-targets/{target_id}/resume", response_model=TargetDocument)
async def resume_target(asked: Asked, target_id: UUID) -> Shape:
    """Notify an address again, also of what still waits for it."""
    services = asked.parts.backoffice.services
    await notification_targets.resume_target(services, asked.org_id, target_id, person_id=asked.person_id)
    return await _document(asked, target_id)


@router.post("/notification-targets/{target_id}/test")
async def test_target(asked: Asked, target_id: UUID) -> TestedDocument:
    """Send a test message to an address and wait for what becomes of it."""
    tested = await notification_targets.send_test(asked.parts.backoffice.services, asked.org_id, target_id)
    return {"arrived": tested.arrived, "sentence": tested.sentence}


@router.delete("/notification-targets/{target_id}", status_code=204)
async def remove_target(asked: Asked, target_id: UUID) -> Response:
    """Forget an address and its delivery log."""
    services = asked.parts.backoffice.services
    await notification_targets.remove_target(services, asked.org_id, target_id, person_id=asked.person_id)
    return Response(status_code=204)


@router.get("/deliveries", response_model=list[DeliveryDocument])
async def list_deliveries(asked: Asked) -> list[Shape]:
    """List the latest deliveries, newest first."""
    async with asked.open_memory() as memory:
        return [delivery_shape(one) for one in await memory.outbox.latest(LOGGED)]


async def _document(asked: Asking, target_id: UUID) -> Shape:
    async with asked.open_memory() as memory:
        return target_shape(await memory.notification_targets.get(target_id))

"""Where is what? The address of every page that other pages link to."""

from urllib.parse import quote, urlsplit
from uuid import UUID

TURNS_A_PAGE = 400


def project(project_id: UUID) -> str:
    """Return the address of a project."""
    return f"/projects/{project_id}"


def issue(project_id: UUID, issue_id: UUID) -> str:
    """Return the address of an issue on the page of its project."""
    return f"/projects/{project_id}#issue-{issue_id}"


def instructions(project_id: UUID) -> str:
    """Return the address of a project's instructions."""
    return f"/projects/{project_id}/instructions"


def version(project_id: UUID, number: int) -> str:
    """Return the address of one version of a project's instructions."""
    return f"/projects/{project_id}/instructions/versions/{number}"


def review(project_id: UUID) -> str:
    """Return the address of the review of a project's instructions."""
    return f"/projects/{project_id}/review"


def trial(trial_id: UUID, show: str = "") -> str:
    """Return the address of a trial, or of some of its calls."""
    return f"/trials/{trial_id}" + (f"?show={show}#calls" if show else "")


def run(issue_id: UUID, attempt: int) -> str:
    """Return the address of one run of the assistant."""
    return f"/runs/{issue_id}/{attempt}"


def suggestion(suggestion_id: UUID) -> str:
    """Return the address of a suggestion."""
    return f"/suggestions/{suggestion_id}"


def call(project_id: UUID, call_id: str, turn: int | None = None) -> str:
    """Return the address of a call, or of one of its turns."""
    segments = call_id.split("/")
    if "" in segments or "." in segments or ".." in segments:
        # A browser would tidy such a path up before it asks for it.
        address, joint = f"/projects/{project_id}/call?id={quote(call_id, safe='')}", "&"
    else:
        address, joint = f"/projects/{project_id}/calls/{quote(call_id, safe='')}", "?"
    if turn is None:
        return address
    start = turn // TURNS_A_PAGE * TURNS_A_PAGE
    return f"{address}{joint}start={start}#turn-{turn}" if start else f"{address}#turn-{turn}"


def call_with(project_id: UUID, call_id: str, start: int, whole: int) -> str:
    """Return the address of a call with one of its turns shown in full."""
    address = call(project_id, call_id)
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}start={start}&whole={whole}#turn-{whole}"


def heard_in_call(project_id: UUID, call_id: str, turn: int) -> str:
    """Return the address of a turn that was heard on the recording of a call with a live transcript."""
    address = call(project_id, call_id)
    joint = "&" if "?" in address else "?"
    start = turn // TURNS_A_PAGE * TURNS_A_PAGE
    return f"{address}{joint}heard={start}#heard-{turn}" if start else f"{address}#heard-{turn}"


def recordings(project_id: UUID) -> str:
    """Return the address of a project's recordings."""
    return f"/projects/{project_id}/recordings"


def recording(recording_id: UUID, turn: int | None = None) -> str:
    """Return the address of a recording, or of one of the turns heard on it."""
    address = f"/recordings/{recording_id}"
    if turn is None:
        return address
    start = turn // TURNS_A_PAGE * TURNS_A_PAGE
    return f"{address}?start={start}#turn-{turn}" if start else f"{address}#turn-{turn}"


def audio(recording_id: UUID, second: float | None = None) -> str:
    """Return the address of a recording's sound, or of a second of it."""
    return f"/recordings/{recording_id}/audio" + ("" if second is None else f"#t={max(second, 0):.1f}")


def is_own_page(link: str) -> bool:
    """Return whether a link leads to a page of ours and nowhere else."""
    parts = urlsplit(link)
    return link.startswith("/") and "\\" not in link and not parts.scheme and not parts.netloc

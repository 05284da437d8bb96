"""What was found in a call, in a few sentences. They hold no word that anybody said."""

from collections.abc import Iterable

from memory.vocabulary import Cause, Finding

# Completes "The phone number was ...", of one call.
CAUSES = {
    Cause.NOT_ASKED: "never asked for",
    Cause.ASKED_UNCLEARLY: "asked for unclearly",
    Cause.NOT_FOLLOWED_UP: "asked for but not followed up",
    Cause.REFUSED: "refused by the caller",
    Cause.CALLER_DID_NOT_KNOW: "not known to the caller",
    Cause.MISHEARD: "misheard",
    Cause.GIVEN_NOT_RECORDED: "given but not recorded",
    Cause.CALL_ENDED_FIRST: "lost because the call ended first",
    Cause.NO_CONVERSATION: "lost because there was no conversation",
}
UNSURE_BELOW = 0.5


def summarise(findings: Iterable[Finding]) -> str:
    """Say how many fields were captured, and of the others why not."""
    every = list(findings)
    if not every:
        return "The project has no fields to capture."
    missed = [finding for finding in every if finding.cause is not None]
    captured = sum(finding.captured for finding in every)
    told = [f"Captured {captured} of {len(every)} {'field' if len(every) == 1 else 'fields'}."]
    for cause in dict.fromkeys(finding.cause for finding in missed if finding.cause is not None):
        of_cause = [finding for finding in missed if finding.cause is cause]
        names = _join([finding.field.replace("_", " ") for finding in of_cause])
        unsure = " (not sure)" if all(finding.confidence < UNSURE_BELOW for finding in of_cause) else ""
        told.append(f"{names[:1].upper()}{names[1:]}: {CAUSES[cause]}{unsure}.")
    return " ".join(told)


def _join(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

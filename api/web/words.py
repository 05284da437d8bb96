"""How is it said? Every word, number and date a page shows that is not a person's own."""

import re
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from memory.vocabulary import (
    CallStatus,
    Cause,
    FieldType,
    FindingSource,
    IssueKind,
    IssueStatus,
    Metric,
    Severity,
    SuggestionStatus,
    VerificationStatus,
)
from tools.diagnosis import summary
from tools.diagnosis.settling import SURE

CAUSES = summary.CAUSES
# Completes "Instructions cannot mend this: it is ...".
OWNERS = {
    "instructions": "a matter of the instructions, but not of a kind the assistant can draft",
    "speech_recognition": "for whoever looks after speech recognition",
    "extraction": "for whoever looks after the extraction of values from calls",
    "telephony": "for whoever looks after telephony",
    "project": "for whoever decides what this project asks its callers",
}
METRICS = {
    Metric.SUCCESS: "successful calls",
    Metric.CAPTURE: "capture",
    Metric.FAILED_CALLS: "calls that do not fail",
    Metric.EARLY_HANG_UP: "calls without an early hang-up",
}
PROBLEMS = {
    (Metric.SUCCESS, IssueKind.LEVEL): "Too few calls succeed",
    (Metric.SUCCESS, IssueKind.DROP): "Fewer calls succeed than before",
    (Metric.CAPTURE, IssueKind.LEVEL): "{field} captured too rarely",
    (Metric.CAPTURE, IssueKind.DROP): "{field} captured less often than before",
    (Metric.FAILED_CALLS, IssueKind.LEVEL): "Too many calls fail",
    (Metric.FAILED_CALLS, IssueKind.DROP): "More calls fail than before",
    (Metric.EARLY_HANG_UP, IssueKind.LEVEL): "Too many callers hang up early",
    (Metric.EARLY_HANG_UP, IssueKind.DROP): "More callers hang up early than before",
}
SEVERITIES = {
    Severity.HIGH: "High severity",
    Severity.MEDIUM: "Medium severity",
    Severity.LOW: "Low severity",
}
ISSUE_STATUSES = {
    IssueStatus.OPEN: "Open",
    IssueStatus.SUGGESTED: "Suggestion made",
    IssueStatus.RESOLVED: "Resolved",
    IssueStatus.IGNORED: "Ignored",
}
SUGGESTION_STATUSES = {
    SuggestionStatus.PENDING: "Waiting for a decision",
    SuggestionStatus.ACCEPTED: "Accepted",
    SuggestionStatus.REJECTED: "Rejected",
    SuggestionStatus.EXPIRED: "Expired",
    SuggestionStatus.SUPERSEDED: "Superseded",
    SuggestionStatus.ROLLED_BACK: "Rolled back",
}
VERIFICATIONS = {
    VerificationStatus.PASSED: "Replayed on past calls: passed",
    VerificationStatus.FAILED: "Replayed on past calls: failed",
    VerificationStatus.NOT_REPLAYED: "Not replayed",
}
CALL_STATUSES = {
    CallStatus.COMPLETED: "Completed",
    CallStatus.NO_ANSWER: "No answer",
    CallStatus.BUSY: "Busy",
    CallStatus.VOICEMAIL: "Voicemail",
    CallStatus.FAILED: "Failed",
}
ENDED_REASONS = {
    "caller_hung_up": "The caller hung up",
    "agent_hung_up": "The agent hung up",
    "transferred": "Transferred",
    "silence_timeout": "Silence",
    "error": "An error",
}
FIELD_TYPES = {kind: kind.value.replace("_", " ") for kind in FieldType} | {
    FieldType.BOOLEAN: "yes or no",
    FieldType.EMAIL: "e-mail",
}
FINDING_SOURCES = {
    FindingSource.RULES: "found by rules",
    FindingSource.MODEL: "found by a model",
    FindingSource.BOTH: "found by rules and a model alike",
    FindingSource.RECORDING: "found by listening to the recording",
}
RECORDING_STATUSES = {
    "waiting": "Waiting",
    "transcribing": "Being transcribed",
    "ready": "Transcribed",
    "failed": "Not transcribed",
    "cancelled": "Cancelled",
}
IMPORT_STATUSES = {"running": "Being read", "done": "Done", "failed": "Failed"}
DECISIONS = {
    "accept": "Accepted",
    "edit": "Edited and accepted",
    "reject": "Rejected",
    "expire": "Expired",
    "supersede": "Superseded",
    "roll_back": "Rolled back",
}

# Nats of evidence, and what one would say of it.
CERTAINTIES = ((14.0, "As good as certain"), (9.0, "Very sure"), (4.5, "Sure"))

ITEM = re.compile(r"[-*•] |\d{1,3}[.)] ")
THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def field_label(name: str) -> str:
    """Return a field's name as one would say it: `phone_number` is "phone number"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = [part for part in re.split(r"[_\s]+", spaced) if part]
    return " ".join(part if part.isupper() and len(part) > 1 else part.lower() for part in words) or name


def sentence_case(words: str) -> str:
    """Return `words` with a capital first letter."""
    return words[:1].upper() + words[1:]


def name_fields(names: Sequence[str]) -> str:
    """Return "name, e-mail and phone number"."""
    labels = [field_label(name) for name in names]
    return labels[0] if len(labels) == 1 else ", ".join(labels[:-1]) + " and " + labels[-1] if labels else ""


def say_problem(metric: str, kind: str, field: str) -> str:
    """Name what is wrong: "Phone number is captured too rarely" or "Too few calls succeed"."""
    words = PROBLEMS[Metric(metric), IssueKind(kind)]
    return words.format(field=f"{sentence_case(field_label(field) if field else 'a field')} is")


def say_missing(fields: Sequence[str], cause: str) -> str:
    """Say what goes wrong: "Phone number and e-mail are mostly never asked for"."""
    verb = "is" if len(fields) == 1 else "are"
    return f"{sentence_case(name_fields(fields))} {verb} mostly {CAUSES[Cause(cause)]}"


def say_certainty(log_evidence: float | None) -> str | None:
    """Say how sure a finding is, from its evidence in nats; None when that is not known."""
    if log_evidence is None:
        return None
    return next((said for least, said in CERTAINTIES if log_evidence >= least), "Fairly sure")


def say_sureness(confidence: float) -> str:
    """Say how sure what was found in one call is, from its confidence."""
    if confidence < summary.UNSURE_BELOW:
        return "a guess"
    return "fairly sure" if confidence < SURE else "sure"


def say_came_back(times: int) -> str | None:
    """Say how often an issue came back after it was resolved; None when it never did."""
    if times <= 0:
        return None
    return (
        "Once, after it had been resolved" if times == 1 else f"{count(times)} times, each after it had been resolved"
    )


def say_why_held_back(wanted: int, told: int) -> str:
    """Say why alerts are held back, from those wanted in any seven days and those told in the last seven."""
    if not wanted:
        return "The settings say that nobody wants to be told, so every alert is only listed here."
    were = "was" if told == 1 else "were"
    of_all = f"The settings allow {plural(wanted, 'alert')} in any 7 days, and {count(told)} {were} told in the last 7."
    if told < wanted:
        return f"{of_all} What is listed here is told when a monitoring pass ends, the most severe first."
    return f"{of_all} What still stands is told as soon as there is room, the most severe first."


def lines_of(text: str) -> list[tuple[str, str]]:
    """Return a text's lines, each with what it looks like: `heading`, `item`, `step`, `blank`, `plain`."""
    return [(_look_of(line), line) for line in text.replace("\r\n", "\n").split("\n")]


def _look_of(line: str) -> str:
    start = line.lstrip()
    if not start:
        return "blank"
    if start.startswith("#"):
        return "heading"
    item = ITEM.match(start)
    return "plain" if item is None else "step" if item.group()[0].isdigit() else "item"


def percent(share: float | None, digits: int = 0) -> str:
    """Return a share as a percentage, or a dash for none."""
    return "–" if share is None else f"{100 * share:.{digits}f}{THIN_SPACE}%"


def percents(low: float, high: float) -> str:
    """Return two ends of a share: "54 to 84 %"."""
    return f"{100 * low:.0f} to {percent(high)}"


def points(share: float) -> str:
    """Return a change of a rate in points, with its sign: "+8" or "−3"."""
    rounded = round(100 * share)
    return f"{MINUS}{-rounded}" if rounded < 0 else f"+{rounded}"


def count(number: float) -> str:
    """Return a whole number with thin groups of three."""
    return f"{number:,.0f}".replace(",", THIN_SPACE)


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return "1 call" or "12 calls"."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def money(amount: float, currency: str) -> str:
    """Return an amount with its ISO currency."""
    sign = MINUS if amount < 0 else ""
    return f"{sign}{currency}{THIN_SPACE}{abs(amount):,.2f}".replace(",", THIN_SPACE)


def decimal(number: float, digits: int = 1) -> str:
    """Return a number without needless zeros, with a real minus sign."""
    words = f"{abs(number):,.{digits}f}".replace(",", THIN_SPACE)
    words = words.rstrip("0").rstrip(".") if "." in words else words
    return f"{MINUS}{words}" if number < 0 and words != "0" else words


def duration(seconds: float | None) -> str:
    """Return a length of time as one would say it."""
    if seconds is None:
        return "not known"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def clock(seconds: float) -> str:
    """Return a place in a call: "1:05"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def file_size(size: int) -> str:
    """Return a number of bytes for people."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f}{THIN_SPACE}{unit}"
        amount /= 1000
    return f"{decimal(amount)}{THIN_SPACE}GB"


def date(moment: datetime, zone: str = "UTC") -> str:
    """Return a day in a time zone: "2 Nov 2026"."""
    local = moment.astimezone(find_zone(zone))
    return f"{local.day} {local:%b %Y}"


def date_and_time(moment: datetime, zone: str = "UTC") -> str:
    """Return a moment in a time zone: "2 Nov 2026, 09:14"."""
    local = moment.astimezone(find_zone(zone))
    return f"{local.day} {local:%b %Y, %H:%M}"


def find_zone(name: str) -> ZoneInfo:
    """Return the time zone called `name`, or UTC where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")

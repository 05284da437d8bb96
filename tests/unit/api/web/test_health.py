"""One word says how a project is doing, and what is ignored no longer asks for attention."""

from datetime import UTC, datetime

import pytest

from api.web.health import judge
from memory.repositories.issues import IssueRecord
from memory.repositories.rows import new_id, pick
from tests.unit.api.web.test_rates import MIDNIGHT, count, make_project


def make_issue(status: str) -> IssueRecord:
    values: dict[str, object] = dict.fromkeys(IssueRecord.__dataclass_fields__)
    values |= {"id": new_id(), "status": status, "metric": "success", "field": "", "detected_at": datetime.now(UTC)}
    return pick(IssueRecord, {}, **values)


@pytest.mark.parametrize(
    ("successes", "statuses", "word"),
    [
        pytest.param(30, ("open",), "Needs attention", id="an open issue"),
        pytest.param(30, ("suggested", "open"), "Decision waiting", id="a suggestion waits"),
        pytest.param(30, ("ignored",), "Below target, ignored", id="below its target and left alone"),
        pytest.param(30, ("ignored", "open"), "Needs attention", id="one ignored and one open"),
        pytest.param(90, ("ignored",), "On target", id="on target though an issue is ignored"),
        pytest.param(30, (), "Below target, being watched", id="below its target without an issue"),
    ],
)
def test_a_project_has_one_word(successes: int, statuses: tuple[str, ...], word: str) -> None:
    counts = [count(MIDNIGHT, 100, successes)]

    health = judge(counts, make_project(), [make_issue(status) for status in statuses])

    assert health.status.word == word

"""Is the sample a function of its arguments alone?"""

import hashlib
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.unit.tools.sample.conftest import NOW
from tools.sample.generate import Sample, generate_sample

ROOT = Path(__file__).resolve().parents[4]
PRINT_DIGEST = """
from tests.unit.tools.sample.test_determinism import digest
from tests.unit.tools.sample.conftest import NOW
from tools.sample.generate import generate_sample
print(digest(generate_sample(seed=1, now=NOW)))
"""


def digest(sample: Sample) -> str:
    truth = [(key, repr(known.faults), sorted(map(repr, known.misses.values()))) for key, known in sample.truth.items()]
    return hashlib.sha256(json.dumps([sample.projects, list(sample.calls()), truth]).encode()).hexdigest()


def test_another_process_with_another_hash_seed_makes_the_same_sample(sample: Sample) -> None:
    environment = os.environ | {"PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT)}
    other = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == digest(sample)


def test_the_same_moment_in_another_time_zone_makes_the_same_sample(sample: Sample) -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=-7)))
    assert digest(generate_sample(seed=1, now=elsewhere)) == digest(sample)


def test_another_seed_makes_other_calls(samples: list[Sample]) -> None:
    assert len({digest(sample) for sample in samples}) == len(samples)


@pytest.mark.parametrize(
    "now", [datetime(2024, 2, 29, tzinfo=UTC), datetime(2027, 1, 1, 3, 30, tzinfo=timezone(timedelta(hours=14)))]
)
def test_any_moment_can_be_the_end(now: datetime) -> None:
    calls = list(generate_sample(seed=9, now=now).calls())
    ends = [datetime.fromisoformat(call["started_at"]) + timedelta(seconds=call["duration_s"]) for call in calls]
    assert len({call["project"] for call in calls}) == 7
    assert now - timedelta(days=1) < max(ends) < now


def test_calls_can_be_read_more_than_once(sample: Sample) -> None:
    assert list(sample.calls()) == list(sample.calls())


def test_a_moment_without_a_time_zone_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="time zone"):
        generate_sample(seed=1, now=datetime(2026, 11, 22))  # noqa: DTZ001

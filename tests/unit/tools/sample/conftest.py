from datetime import UTC, datetime

import pytest

from tools.sample.generate import Sample, generate_sample

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def sample() -> Sample:
    return generate_sample(seed=1, now=NOW)


@pytest.fixture(scope="session")
def samples(sample: Sample) -> list[Sample]:
    return [sample, *(generate_sample(seed=seed, now=NOW) for seed in (2, 3))]

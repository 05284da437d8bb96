import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import tools
from tools.detection.drops import FALLS, FARTHEST, NODES, _tables
from tools.detection.kernel import compiled, follow_buckets

COMPILES_WITHOUT_A_FOLDER = """
import numpy as np
from tools.detection.drops import follow, lay_grid
counts = np.array([[40]])
print(follow(lay_grid(np.array([70.0]), np.array([30.0])), counts, counts * 0, np.zeros((1, 1), np.int32))[1])
"""


@pytest.mark.parametrize("seed", range(6))
def test_compiled_and_plain_python_agree_to_the_last_digit(seed: int) -> None:
    rng = np.random.default_rng(seed)
    streams, buckets = 3, 25
    places = rng.integers(0, 2 * FARTHEST, (streams, NODES)).astype(np.int32)
    known = rng.normal(0, 5, (streams, NODES)), rng.exponential(1, (streams, NODES, len(FALLS)))
    trials = rng.poisson(rng.choice([0.5, 5, 400], (streams, buckets)))
    good = rng.binomial(trials, rng.random((streams, 1)))
    offsets = rng.integers(-200, 200, (streams, buckets)).astype(np.int32)

    results = []
    for follow in (compiled(), follow_buckets):
        weights, sums = (each.copy() for each in known)
        evidence = np.full((streams, buckets), -np.inf)
        follow(places, weights, sums, (trials, good, offsets), _tables(), evidence)
        results.append((weights, sums, evidence))

    for fast, plain in zip(*results, strict=True):
        assert np.array_equal(fast, plain)


def test_works_where_no_folder_may_be_written_to(tmp_path: Path) -> None:
    shutil.copytree(Path(tools.__file__).parent / "detection", tmp_path / "tools" / "detection")
    (tmp_path / "tools" / "__init__.py").touch()
    cache = tmp_path / "tools" / "detection" / "__pycache__"
    shutil.rmtree(cache, ignore_errors=True)
    cache.touch()  # a file where the folder would be: even the superuser cannot write into it
    nowhere = {"HOME": "/dev/null", "XDG_CACHE_HOME": "/dev/null", "PYTHONPATH": str(tmp_path)}
    settings = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA")}

    ran = subprocess.run(
        [sys.executable, "-c", COMPILES_WITHOUT_A_FOLDER],
        cwd=tmp_path,
        env=settings | nowhere,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert not list(tmp_path.rglob("*.nbi"))  # what numba keeps
    assert float(ran.stdout.strip(" []\n")) > 16.75

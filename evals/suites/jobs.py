"""Does independent pieces of work, two at once, and says on standard error how far it is."""

import multiprocessing
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

Answer = TypeVar("Answer")


def run_jobs(jobs: Sequence[Callable[[], Answer]], processes: int, title: str) -> list[Answer]:
    """Return the answers of jobs in their order; with more than one process, they must be picklable."""
    answers: list[Answer] = []
    if processes == 1 or len(jobs) == 1:
        for job in jobs:
            answers.append(job())
            _say(title, len(answers), len(jobs))
        return answers
    # A forked process would carry the locks and threads of this one along.
    with multiprocessing.get_context("spawn").Pool(min(processes, len(jobs))) as pool:
        for answer in pool.imap(_call, jobs):
            answers.append(answer)
            _say(title, len(answers), len(jobs))
    return answers


def _call(job: Callable[[], Answer]) -> Answer:
    return job()


def _say(title: str, done: int, of: int) -> None:
    print(f"{title}: {done} of {of}", file=sys.stderr, flush=True)

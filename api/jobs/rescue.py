"""Is this worker alive, and which others are no more? Says the one, and puts the jobs of the others back.

In a thread of its own: calculations may hold the event loop up for seconds, which must neither look like death nor
delay a rescue.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from api.jobs.retrying import MOST_ATTEMPTS
from memory.jobs.lifeline import Begun, Lifeline, open_lifeline
from memory.jobs.queue import CONNECTION_LOST

# A worker killed right after a sign of life is silent 6 s later, seen at most 2 s after that, and its jobs are put
# back at the look after: 10 s at worst. They go first as soon as a worker has a hand free.
LOOK_EVERY_S = 2.0
SILENT_AFTER_S = 6.0
# A database that hangs must not keep a worker from ending.
LONGEST_GOODBYE_S = 3.0

Report = Callable[[str], None]
FindWorker = Callable[[], int | None]


@contextmanager
def keep_watch(url: str, find_worker: FindWorker, report: Report) -> Iterator[None]:
    """Keep watch on the database at `url` meanwhile; `find_worker` returns the number of our own worker."""
    ended = Event()
    thread = Thread(target=_watch, args=(url, find_worker, report, ended), name="rescue", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(LONGEST_GOODBYE_S)


def _watch(url: str, find_worker: FindWorker, report: Report, ended: Event) -> None:
    while not ended.wait(LOOK_EVERY_S):
        with suppress(*CONNECTION_LOST), open_lifeline(url) as lifeline:
            seen: frozenset[Begun] = frozenset()
            while True:
                worker_id = find_worker()
                if worker_id is not None:
                    lifeline.give_sign(worker_id)
                seen = look_for_silence(lifeline, seen, report)
                if ended.wait(LOOK_EVERY_S):
                    return


def look_for_silence(lifeline: Lifeline, seen: frozenset[Begun], report: Report) -> frozenset[Begun]:
    """Take back the jobs of `seen` whose workers are silent still; return all that are silent now.

    Two looks have to find a job: after a machine slept, all its workers seem silent at first.
    """
    silent = lifeline.find_silent(SILENT_AFTER_S)
    lost = {job_id for job_id, _worker in silent & seen}
    taken = lifeline.take_back(lost, seconds=SILENT_AFTER_S, most_attempts=MOST_ATTEMPTS) if lost else []
    if taken:
        report(f"A worker is gone; {len(taken)} of its jobs are done again.")
    return silent

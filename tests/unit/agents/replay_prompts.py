"""What the model reads that plays the agent in a replay, and what the judge reads, for the snapshots of prompts."""

from collections.abc import Callable

from agents.frozen_calls import FrozenCall, Wanted
from agents.judge import build_messages as build_judgement
from agents.replay import build_messages as build_replay
from agents.replay_view import ShownReplay
from memory.replays import CallGroup
from tests.unit.agents.stopped_calls import GOOD, NEW, OLD, stop


def _replay() -> str:
    return "\n\n".join(f"[{role}]\n{words}" for role, words in build_replay(NEW, ShownReplay(stop(), OLD)))


def _judge(frozen: FrozenCall) -> str:
    pair = ("What is your e-mail address?", "Thank you for calling, goodbye!")
    messages = build_judgement(frozen, pair, ShownReplay(frozen, OLD))
    return "\n\n".join(f"[{role}]\n{words}" for role, words in messages)


REPLAY_CASES: dict[str, Callable[[], str]] = {
    "replay_turn": _replay,
    "judge_turns-ask": lambda: _judge(stop()),
    "judge_turns-ask_in_a_good_call": lambda: _judge(stop(GOOD, 6, group=CallGroup.GOOD)),
    "judge_turns-ask_again": lambda: _judge(stop(wanted=Wanted.ASK_AGAIN)),
    "judge_turns-read_back": lambda: _judge(stop(GOOD, 8, wanted=Wanted.READ_BACK)),
    "judge_turns-go_on": lambda: _judge(stop(GOOD, 8, group=CallGroup.GOOD, wanted=Wanted.GO_ON)),
}

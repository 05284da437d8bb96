"""Renaming a step would strand the runs that are paused at it."""

from graphs.improvement_loop import build_improvement_loop


def test_the_steps_keep_their_names() -> None:
    steps = ["detect", "diagnose", "draft", "verify", "notify", "decide", "apply"]

    assert list(build_improvement_loop().nodes) == steps

"""Scripted models for whole runs: a phone agent that follows its instructions, or does not, and a judge."""

import json
from collections.abc import Callable

from agents.scripted_behaviours import Answer, Behaviour, Request

ASKS = "And what is your e-mail address, please?"
GOES_ON = "You are booked in. Is there anything else I can do for you?"


def play(*, asks: Callable[[str, str], bool], judge: str = "right") -> Callable[[Request], Answer]:
    """Return a script: the phone agent asks for the e-mail address where `asks(instructions, heard)` says so."""

    def answer(request: Request) -> Answer:
        if request.schema is not None:
            if "first" in request.schema["properties"]:
                said = {"evidence": "-", "verdict": judge}
                return json.dumps({"first": said, "second": said})
            return Behaviour.GOOD
        messages = request.body["messages"]
        instructions = str(messages[0]["content"])
        heard = " ".join(str(message["content"]) for message in messages[1:])
        return ASKS if asks(instructions, heard) else GOES_ON

    return answer


def does_as_told(instructions: str, heard: str) -> bool:
    """Ask for the e-mail address as soon as the instructions speak of it, and not twice."""
    return ("e-mail" in instructions or "email" in instructions) and "e-mail" not in heard


def never_asks(instructions: str, heard: str) -> bool:
    """Follow no instructions."""
    return False


def always_asks(instructions: str, heard: str) -> bool:
    """Ask without being told."""
    return True

"""What has to be known about one field to talk about it: how it is asked, answered and got wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from memory.vocabulary import FieldType
from tools.sample.values.said import Say


@dataclass(frozen=True, slots=True)
class Topic:
    """One field and how calls go about it. `{v}` stands for the value as spoken.

    `explain` are plainer second questions, `unclear` the questions of an agent that is told to ask badly,
    `baffled` and `still_baffled` what callers say to those. `recap` is the field's part of the closing summary.
    `replies` is what the agent says to a certain value. `asked` False means the agent never asks; `volunteer` is
    what callers say who give it of their own accord. `slips` scales how often the field is missed for ordinary
    reasons, `read_back` is how often the agent repeats it.
    """

    name: str
    description: str
    type: FieldType
    say: Say
    questions: tuple[str, ...] = ()
    explain: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    baffled: tuple[str, ...] = ()
    still_baffled: tuple[str, ...] = ()
    volunteer: tuple[str, ...] = ()
    recap: str = ""
    replies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: tuple[str, ...] = ()
    required: bool = True
    target: float | None = None
    asked: bool = True
    slips: float = 1.0
    read_back: float = 0.3

    def as_field(self) -> dict[str, Any]:
        """Return the field in the shape of the contract."""
        shape: dict[str, Any] = {"name": self.name, "description": self.description, "type": self.type.value}
        shape["required"] = self.required
        if self.choices:
            shape["choices"] = list(self.choices)
        if self.target is not None:
            shape["target_capture_rate"] = self.target
        return shape

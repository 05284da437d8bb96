"""Has a draft passed, has it failed, or which call should be replayed next?

Bad calls come first, since most drafts already die on them; good calls only afterwards. A draft fails as soon as no
further call could save it, so that stopping early never changes a verdict. One that passes has all its calls replayed:
what it promises rests on them.
"""

from dataclasses import dataclass
from enum import StrEnum

from memory.replays import CallGroup
from tools.replay.plan import GatePlan, count


class Standing(StrEnum):
    """Where a draft stands at the gate."""

    GOES_ON = "goes_on"
    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a draft stands, which calls should be replayed next (None: none), and why, in a sentence for people."""

    standing: Standing
    wanted: CallGroup | None
    explanation: str


class Gate:
    """Counts the calls of one draft, as they are judged under its text, against a plan fixed beforehand.

    A call that could not be replayed or judged counts as not right. What is added after the end changes nothing, so
    that calls may be replayed several at a time.
    """

    def __init__(self, plan: GatePlan) -> None:
        self.plan = plan
        self.bad_seen = 0
        self.bad_right = 0
        self.good_seen = 0
        self.good_wrong = 0
        self._standing = self._find_standing() if plan.can_prove else Standing.FAILED

    @property
    def model_calls(self) -> int:
        """Model calls that the calls counted so far took: a turn and its judgements each."""
        return (self.bad_seen + self.good_seen) * self.plan.model_calls_a_call

    @property
    def wanted(self) -> CallGroup | None:
        """Which calls should be replayed next; None at the end."""
        if self._standing is not Standing.GOES_ON:
            return None
        return CallGroup.BAD if self.bad_seen < self.plan.bad else CallGroup.GOOD

    @property
    def stand(self) -> Stand:
        """Where the draft stands now."""
        return Stand(self._standing, self.wanted, self._explain())

    def add_bad(self, ok: bool) -> Standing:  # noqa: FBT001 - the verdict on the one call that is added
        """Count a bad call; `ok`: under the new text its turn is called right.

        Raises:
            ValueError: All the bad calls that were planned have been counted.
        """
        if self._standing is not Standing.GOES_ON:
            return self._standing
        if self.bad_seen == self.plan.bad:
            raise ValueError(f"The plan is for {self.plan.bad} bad calls, and all of them were counted.")
        self.bad_seen += 1
        self.bad_right += ok
        self._standing = self._find_standing()
        return self._standing

    def add_good(self, ok: bool) -> Standing:  # noqa: FBT001 - the verdict on the one call that is added
        """Count a good call; `ok`: under the new text its turn is still called right.

        Raises:
            ValueError: Bad calls come first, and not all of them were counted yet.
        """
        if self._standing is not Standing.GOES_ON:
            return self._standing
        if self.bad_seen < self.plan.bad:
            raise ValueError(f"Bad calls come first, and only {self.bad_seen} of {self.plan.bad} were counted.")
        self.good_seen += 1
        self.good_wrong += not ok
        self._standing = self._find_standing()
        return self._standing

    def _find_standing(self) -> Standing:
        plan = self.plan
        if self.bad_right + plan.bad - self.bad_seen < plan.mended_at_least or self.good_wrong > plan.wrong_at_most:
            return Standing.FAILED
        is_done = self.bad_seen == plan.bad and self.good_seen == plan.good
        return Standing.PASSED if is_done else Standing.GOES_ON

    def _explain(self) -> str:
        plan = self.plan
        if not plan.can_prove:
            return plan.explanation
        mended = (
            f"under the new text {self.bad_right} of {count(self.bad_seen, 'bad call')} went right, "
            f"and at least {plan.mended_at_least} of {plan.bad} have to"
        )
        wrong = (
            f"{self.good_wrong} of {count(self.good_seen, 'good one')} were called wrong, and at most "
            f"{plan.wrong_at_most} of {plan.good} may be"
        )
        if self._standing is Standing.PASSED:
            return f"It helps bad calls and does not harm good ones: {mended}; {wrong}."
        if self._standing is Standing.GOES_ON:
            return f"Not decided yet: {mended}; {wrong}."
        if self.good_wrong > plan.wrong_at_most:
            return f"It harms good calls: {wrong}; {mended}."
        return f"It does not mend enough bad calls: {mended}, about {plan.right_by_chance:.0f} do by chance."

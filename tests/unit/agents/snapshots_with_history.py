"""The small project again, with everything that was counted, tried and said before."""

from dataclasses import replace

from memory.drafts import CauseShare, Lesson, PastSuggestion, RateSpan
from memory.vocabulary import Cause, Estimate, SuggestionStatus
from tests.unit.agents.snapshots_of_projects import with_cause

PAST = PastSuggestion(
    suggestion_id="s-1",
    project_name="Salon finder",
    is_same_project=True,
    cause=Cause.NOT_ASKED,
    kind="ask_for_field",
    fields=("visit_date",),
    status=SuggestionStatus.REJECTED,
    added="Ask for the date.",
    base_version=2,
    missed=9,
    reason="too blunt",
)
WITH_HISTORY = replace(
    with_cause(Cause.NOT_ASKED),
    variables=("{{company}}",),
    rates=(RateSpan(1, 100, 62), RateSpan(2, 40, 30)),
    causes=(CauseShare(Cause.NOT_ASKED, 7, 0.6, 0.45, 0.74),),
    past=(
        PAST,
        replace(
            PAST,
            status=SuggestionStatus.ACCEPTED,
            is_same_project=False,
            reason=None,
            measured=Estimate(-0.02, 0.03, 0.08, "so far"),
        ),
    ),
    lessons=(Lesson(Cause.NOT_ASKED, "ask_for_field", accepted=3, edited=1, rejected=1, measured=2, mean=0.04),),
    preferences=("Keep it short, says Thandi Nkosi",),
)

"""What one transaction of one organisation can reach: a repository per subject."""

from functools import cached_property
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from memory.repositories.activity import Activities, Events
from memory.repositories.analyses import Analyses
from memory.repositories.calls import Calls
from memory.repositories.evidence import EvidenceQuotes
from memory.repositories.imports import Imports
from memory.repositories.instructions import Instructions
from memory.repositories.issues import Issues
from memory.repositories.jobs import Jobs
from memory.repositories.lessons import Lessons
from memory.repositories.notification_targets import NotificationTargets
from memory.repositories.notifications import Notifications
from memory.repositories.organisations import Organisations
from memory.repositories.outbox import Outbox
from memory.repositories.past import Past
from memory.repositories.preferences import Preferences
from memory.repositories.projects import Projects
from memory.repositories.recordings import Recordings
from memory.repositories.referrals import Referrals
from memory.repositories.rollups import Rollups
from memory.repositories.run_steps import RunSteps
from memory.repositories.runs import Runs
from memory.repositories.streams import Streams
from memory.repositories.suggestions import Suggestions
from memory.repositories.trials import Trials
from memory.repositories.usual import UsualEffects


class Memory:
    """The repositories of one organisation, all on one connection and in one transaction.

    With `mails`, what is told also goes to mail addresses: there is a mail server.
    """

    def __init__(self, connection: AsyncConnection, org_id: UUID, *, mails: bool = False) -> None:
        self.connection = connection
        self.org_id = org_id
        self._mails = mails

    @cached_property
    def organisation(self) -> Organisations:
        """The organisation itself and its members."""
        return Organisations(self.connection, self.org_id)

    @cached_property
    def projects(self) -> Projects:
        """Projects and their fields."""
        return Projects(self.connection, self.org_id)

    @cached_property
    def instructions(self) -> Instructions:
        """Instruction versions and what is in force."""
        return Instructions(self.connection, self.org_id)

    @cached_property
    def calls(self) -> Calls:
        """Calls and their transcripts."""
        return Calls(self.connection, self.org_id)

    @cached_property
    def analyses(self) -> Analyses:
        """What was found in single calls."""
        return Analyses(self.connection, self.org_id)

    @cached_property
    def recordings(self) -> Recordings:
        """Recordings of calls and what was heard on them."""
        return Recordings(self.connection, self.org_id)

    @cached_property
    def referrals(self) -> Referrals:
        """What others than the instructions must mend."""
        return Referrals(self.connection, self.org_id)

    @cached_property
    def rollups(self) -> Rollups:
        """Hourly counts as the import keeps them."""
        return Rollups(self.connection, self.org_id)

    @cached_property
    def streams(self) -> Streams:
        """Hourly counts as the monitor reads them."""
        return Streams(self.connection, self.org_id)

    @cached_property
    def usual_effects(self) -> UsualEffects:
        """What weekdays, hours and call types usually do."""
        return UsualEffects(self.connection, self.org_id)

    @cached_property
    def issues(self) -> Issues:
        """What is wrong."""
        return Issues(self.connection, self.org_id)

    @cached_property
    def runs(self) -> Runs:
        """The runs that deal with issues."""
        return Runs(self.connection, self.org_id)

    @cached_property
    def run_steps(self) -> RunSteps:
        """What each step of a run took."""
        return RunSteps(self.connection, self.org_id)

    @cached_property
    def trials(self) -> Trials:
        """Changed instructions tried on past calls."""
        return Trials(self.connection, self.org_id)

    @cached_property
    def jobs(self) -> Jobs:
        """What workers are asked to do."""
        return Jobs(self.connection, self.org_id)

    @cached_property
    def evidence(self) -> EvidenceQuotes:
        """Words that stand in calls."""
        return EvidenceQuotes(self.connection, self.org_id)

    @cached_property
    def suggestions(self) -> Suggestions:
        """Suggestions, verifications and decisions."""
        return Suggestions(self.connection, self.org_id)

    @cached_property
    def past(self) -> Past:
        """What was suggested before, found by cause, field and meaning."""
        return Past(self.connection, self.org_id)

    @cached_property
    def preferences(self) -> Preferences:
        """What people said they want."""
        return Preferences(self.connection, self.org_id)

    @cached_property
    def lessons(self) -> Lessons:
        """How each kind of edit fared."""
        return Lessons(self.connection, self.org_id)

    @cached_property
    def notifications(self) -> Notifications:
        """What people are told."""
        return Notifications(self.connection, self.org_id, self.outbox)

    @cached_property
    def notification_targets(self) -> NotificationTargets:
        """Addresses that are notified."""
        return NotificationTargets(self.connection, self.org_id)

    @cached_property
    def outbox(self) -> Outbox:
        """What is on its way to them."""
        return Outbox(self.connection, self.org_id, mails=self._mails)

    @cached_property
    def activities(self) -> Activities:
        """What the assistant did."""
        return Activities(self.connection, self.org_id)

    @cached_property
    def events(self) -> Events:
        """The stream that open pages listen to."""
        return Events(self.connection, self.org_id)

    @cached_property
    def imports(self) -> Imports:
        """Files brought in through the pages."""
        return Imports(self.connection, self.org_id)

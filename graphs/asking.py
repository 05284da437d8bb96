"""Of which calls are rules not sure? A model, if there is one, is asked about some of them after each pass.

What it says is kept, so the same call is not asked about twice, and the issue's diagnosis is made anew with it.
"""

from uuid import UUID

from graphs.analysing import RULES, Analysis, analyse_by_rules, ask_model
from graphs.diagnosing import diagnose_issue, read_calls
from graphs.services import Services
from memory.repositories.issues import IssueRecord
from memory.repositories.projects import ProjectRecord
from memory.vocabulary import IssueStatus, Metric
from tools.diagnosis.settling import is_unsure

# A model takes seconds for each; the next pass asks about more.
MOST_CALLS_ASKED = 20
ABOUT_FIELDS = (Metric.CAPTURE, Metric.SUCCESS)


async def ask_about_unsure(services: Services, org_id: UUID, project_id: UUID) -> int:
    """Ask about at most `MOST_CALLS_ASKED` calls behind a project's open issues; return how many were settled."""
    services = services.for_one_pass()
    line = services.model
    if line is None:
        return 0
    async with services.database.open_memory(org_id) as memory:
        project = await memory.projects.get(project_id)
        issues = await memory.issues.matching(project_id=project_id, statuses=(IssueStatus.OPEN, IssueStatus.SUGGESTED))
    settled = 0
    for issue in issues:
        if issue.metric not in ABOUT_FIELDS:
            continue
        before = settled
        for analysis in (await _find_unsure(services, org_id, project, issue))[: MOST_CALLS_ASKED - settled]:
            if not line.is_open:
                break
            asked = await ask_model(services, org_id, project, analysis, line)
            settled += asked.record.analyser != RULES
        if settled > before:
            async with services.database.open_memory(org_id) as memory:
                await diagnose_issue(memory, issue, None, services.clock())
    return settled


async def _find_unsure(services: Services, org_id: UUID, project: ProjectRecord, issue: IssueRecord) -> list[Analysis]:
    """Return the issue's latest calls about whose fields rules are not sure, and no model was asked."""
    async with services.database.open_memory(org_id) as memory:
        calls = await read_calls(memory, issue, None)
        analyses = await analyse_by_rules(memory, project, calls, issue.version)
    return [
        one
        for one in analyses
        if one.record.analyser == RULES
        and any(is_unsure(finding) for finding in one.record.findings if issue.field in {"", finding.field})
    ]

"""What is dropped once a day: what was said longer ago than it is to be kept, and jobs that failed long ago."""

from datetime import datetime

from procrastinate import App

from api.bootstrap import Backoffice
from graphs.services import Services
from memory.repositories.retention import drop_old_details, first_month_kept

HOURS_A_FAILED_JOB_IS_KEPT = 7 * 24


async def tidy(backoffice: Backoffice, jobs: App) -> tuple[str, ...]:
    """Drop what need not be kept any longer; return which months of transcripts went."""
    await jobs.job_manager.delete_old_jobs(
        HOURS_A_FAILED_JOB_IS_KEPT, include_failed=True, include_cancelled=True, include_aborted=True
    )
    months = backoffice.settings.keep_transcripts_months
    if months is None:
        return ()
    now = backoffice.services.clock()
    dropped = await drop_old_details(backoffice.database, months, now)
    await _drop_what_was_heard(backoffice.services, first_month_kept(months, now))
    return dropped


async def _drop_what_was_heard(services: Services, first_kept: datetime) -> None:
    """Drop recordings and analyses as old as the transcripts that are dropped."""
    async with services.database.open_fleet() as fleet:
        organisations = await fleet.organisations()
    for organisation in organisations:
        async with services.database.open_memory(organisation.org_id) as memory:
            await memory.analyses.drop_before(first_kept)
            dropped = await memory.recordings.drop_before(first_kept)
        for recording_id in dropped:
            services.recording_files.drop(organisation.org_id, recording_id)

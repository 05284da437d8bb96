"""What is dropped once a day: transcripts older than they are to be kept, and jobs that failed long ago."""

from procrastinate import App

from api.bootstrap import Backoffice
from memory.repositories.retention import drop_old_details

HOURS_A_FAILED_JOB_IS_KEPT = 7 * 24


async def tidy(backoffice: Backoffice, jobs: App) -> tuple[str, ...]:
    """Drop what need not be kept any longer; return which months of transcripts went."""
    await jobs.job_manager.delete_old_jobs(
        HOURS_A_FAILED_JOB_IS_KEPT, include_failed=True, include_cancelled=True, include_aborted=True
    )
    months = backoffice.settings.keep_transcripts_months
    if months is None:
        return ()
    return await drop_old_details(backoffice.database, months, backoffice.services.clock())

"""What an organisation may ask of the workers."""

from uuid import UUID

from sqlalchemy import func, select

from memory.repositories.rows import Repository


class Jobs(Repository):
    """What may be asked for; the queue itself cannot be seen from here."""

    async def look_soon(self, project_id: UUID) -> None:
        """Have a worker look at a project, once this transaction commits; asking again changes nothing."""
        await self.connection.execute(select(func.jobs.look_soon(project_id)))

    async def transcribe_soon(self, recording_id: UUID) -> None:
        """Have a worker hear a recording, once this transaction commits; asking again changes nothing."""
        await self.connection.execute(select(func.jobs.transcribe_soon(recording_id)))

    async def deliver_soon(self) -> None:
        """Have a worker empty the outbox, once this transaction commits; asking again changes nothing."""
        await self.connection.execute(select(func.jobs.deliver_soon()))

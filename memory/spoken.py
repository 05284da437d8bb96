"""What was heard on a recording, as plain types: words with times, turns with speakers.

Times are seconds from the start of the recording, probabilities are between 0 and 1 as the recogniser gives them.
"""

from dataclasses import dataclass
from enum import StrEnum

from memory.vocabulary import Readings, Speaker, Turn


class SpeakerSource(StrEnum):
    """How it is known who spoke: each on a channel of their own, by a guess, or only one voice is on the recording."""

    CHANNELS = "channels"
    GUESSED = "guessed"
    ONE_VOICE = "one_voice"


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the recogniser wrote it, with the space or punctuation that belongs to it."""

    text: str
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """What one speaker said without a long pause. There is at least one word, and they are in order."""

    speaker: Speaker
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words as one text."""
        return "".join(word.text for word in self.words).strip()


@dataclass(frozen=True, slots=True)
class Transcription:
    """What a transcriber made of a recording.

    Attributes:
        turns: In order of their first words.
        duration_s: Length of the recording.
        language: As ISO 639-1 writes it.
        speakers: How it is known who spoke.
        transcriber: Which program and model wrote this, for example `faster-whisper base int8`.
        remarks: What a person should know before relying on it, as sentences.
    """

    turns: tuple[SpokenTurn, ...]
    duration_s: float
    language: str
    speakers: SpeakerSource
    transcriber: str
    remarks: tuple[str, ...] = ()

    def as_transcript(self) -> tuple[Turn, ...]:
        """Return the turns as a call has them."""
        return tuple(
            Turn(turn.speaker, turn.text, turn.words[0].start_s, max(word.end_s for word in turn.words))
            for turn in self.turns
        )


@dataclass(frozen=True, slots=True)
class Mishearing:
    """Words that the live transcript has wrong, with both readings.

    Attributes:
        field: Whose value they are; None where they belong to no field of the project.
        turn: Of the live transcript, from 0.
        quote: Stands word for word in that turn.
        readings: What the live transcript and what the recording has.
        confidence: How sure it is that the live transcript is wrong and the recording right, between 0 and 1.
        captured: The wrong reading is what was captured for the field.
    """

    field: str | None
    turn: int
    quote: str
    readings: Readings
    confidence: float
    captured: bool = False

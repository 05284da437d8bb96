"""What can go wrong with a recording or with hearing it, each with a sentence for people."""

from enum import StrEnum

INSTALL_SPEECH = "Recordings need the extra `speech`: pip install 'back-office-assistant[speech]'"


class SoundProblemKind(StrEnum):
    """Why a file cannot be used as a recording."""

    NOT_INSTALLED = "not_installed"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_AUDIO = "not_audio"
    VIDEO = "video"
    UNDECODABLE = "undecodable"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    TOO_MANY_CHANNELS = "too_many_channels"
    SILENT = "silent"


class SoundProblem(Exception):  # noqa: N818 - named by the word the product uses
    """The file cannot be used as a recording; `sentence` says why to a person."""

    def __init__(self, kind: SoundProblemKind, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence


class TranscriberProblem(Exception):  # noqa: N818 - named by the word the product uses
    """The recording could not be heard: no model, no server, no memory; `sentence` says it to a person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class TranscriptionCancelled(Exception):  # noqa: N818 - nothing went wrong, a person changed their mind
    """It was stopped because `is_cancelled()` said so."""

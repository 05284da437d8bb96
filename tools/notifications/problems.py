"""What can be wrong with an address or with what was set, each with a sentence for people."""


class TargetProblem(ValueError):  # noqa: N818 - named by the word the product uses
    """This address cannot be notified; `sentence` says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class OutreachSettingsProblem(ValueError):  # noqa: N818 - named by the word the product uses
    """What was set for sending cannot be used; the message says why, without any password in it."""

"""Drafts without a model: typed edits per cause and kind of field, in the style of the instructions."""

from tools.instructions.playbook.drafting import draft_from_playbook

__all__ = ["draft_from_playbook"]

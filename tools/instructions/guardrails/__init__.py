"""What no draft may do to instructions: each rule refuses, none repairs."""

from tools.instructions.guardrails.checking import RULES, check_draft, list_allowed_words

__all__ = ["RULES", "check_draft", "list_allowed_words"]

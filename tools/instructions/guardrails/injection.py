"""Does the new text read like an attack on a language model rather than an instruction for a phone agent?

The project's settings excuse nothing here: they may come from an imported file.
"""

import re

from memory.drafts import Refusal
from tools.instructions.guardrails.plain_text import plain
from tools.instructions.guardrails.proposal import Proposal

_OLD = r"(?:previous|prior|above|earlier|preceding|existing|other|former|current|these|those|your|my|the)"
_ORDERS = r"(?:instructions?|rules?|prompts?|guidelines?|directions?|polic(?:y|ies)|messages?|commands?|context)"
_TAKEOVER = re.compile(
    r"\b(?:ignor|disregard|forget|overrid|overrul|bypass|circumvent|skip)\w{0,4}\s+(?:\w+\s+){0,3}?"
    rf"(?:{_OLD}\s+(?:\w+\s+)?{_ORDERS}|everything|anything (?:above|before)|{_ORDERS})\b"
    r"|\b(?:you are (?:now|no longer)|from now on,? you|pretend (?:to be|that you|you)|act as (?:if|an?|the)\b"
    r"|role-?play|jail-?break|developer mode|dan mode|system prompt|new instructions?\s?:"
    r"|end of (?:prompt|instructions)|prompt injection|hidden instructions?)"
    r"|\b(?:reveal|print|repeat|show|output|leak|disclose|recite|read out)\w{0,3}\s+(?:\w+\s+){0,3}?"
    r"(?:your|my|these|those|system|hidden|secret|previous|prior|above|initial|original)\s+(?:\w+\s+)?"
    r"(?:prompt|instructions?|configuration|rules)\b"
)
_OBEYING = re.compile(
    r"\b(?:do|follow|obey|execute|carry out|comply with|accept|fulfil+)\s+(?:\w+\s+){0,4}?"
    r"(?:(?:the\s+)?(?:caller|customer|user|client|guest|patient|passenger)s?(?:'s|’s)?\s+"
    r"(?:says?|said|asks?|asked|tells?|told|wants?|wanted|orders?|ordered|demands?|instructs?|instructed"
    r"|requests?|requested|instructions?|commands?)"
    r"|(?:instructions?|orders?|commands?)\s+(?:\w+\s+){0,2}?(?:from|of|by)\s+(?:the\s+)?"
    r"(?:caller|customer|user|client|guest|patient|passenger)s?)\b"
    r"|\bas\s+(?:the\s+)?(?:caller|customer|user|client)s?\s+(?:told|tells|instruct(?:s|ed)|order(?:s|ed)"
    r"|demand(?:s|ed)|command(?:s|ed))\b"
    r"|\b(?:caller|customer|user|client)s?\s+(?:(?:has|have)\s+)?(?:told|instructed|ordered|commanded)\s+"
    r"(?:us|you|me|the (?:agent|assistant))\b"
)
_ROLES = re.compile(
    r"(?:^|\n)[\s>*#\-\[(]{0,8}(?:system|assistant|developer|human|user|tool|function)\s?(?:prompt|message)?[\])]?\s?:"
    r"|<\|[^|\n]{0,40}\|?>|\[/?(?:inst|sys|system)\]|<</?sys>>|#{2,}\s?(?:system|instruction|human|assistant)"
    r"|\bbegin (?:system|prompt)\b"
)
_TOOL_CALLS = re.compile(
    r"\b(?:tool|function)_calls?\b|\bfunction_?call\b|\"(?:name|arguments|parameters|tool)\"\s?:|</?(?:tool|invoke"
    r"|function)\w{0,20}|\b\w{1,40}\((?:\s?\w{1,40}\s?=|\s?[\"'{])|\b(?:eval|exec|system|curl|wget|import)\s?\("
    r"|\bcall (?:the |a )?(?:\w+ )?(?:tool|function|api|webhook|endpoint)\b"
)
_MARKUP = re.compile(
    r"</?[a-z!][^<>\n]{0,200}>|<!--|-->|<!\[cdata|<script|javascript:|data:text|&lt;|&#x?\d|`{3}|~{3}|\]\("
    r"|\[[/ ]{0,3}protected|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|%3c"
)
_ENCODED = re.compile(r"[a-z0-9+/=_-]{60,}")


def refuse_injection(proposal: Proposal) -> Refusal | None:
    """Orders to a model, roles, tool calls, and obeying what is said in a call."""
    if proposal.find_unwritten(lambda text: _matches(text, _TAKEOVER, _ROLES, _TOOL_CALLS)):
        return Refusal("injection", "The new text reads like an order to a computer, not to a phone agent.")
    if proposal.find_unwritten(lambda text: _matches(text, _OBEYING)):
        return Refusal("obeys_caller", "The new text tells the agent to obey what is said in a call.")
    return None


def refuse_markup(proposal: Proposal) -> Refusal | None:
    """Tags, scripts, links, code fences and encoded text have no place in what a phone agent is told."""
    if not proposal.find_unwritten(lambda text: _matches(text, _MARKUP, _ENCODED)):
        return None
    return Refusal("markup", "The new text holds tags, links or code.")


def _matches(text: str, *patterns: re.Pattern[str]) -> set[str]:
    text = plain(text)
    return {" ".join(match[0].split()) for pattern in patterns for match in pattern.finditer(text)}

"""Does the new text read like an attack on a language model rather than an instruction for a phone agent?

The project's settings excuse nothing here: they may come from an imported file.
"""

import re

from memory.drafts import Refusal
from tools.instructions.guardrails.plain_text import plain
from tools.instructions.guardrails.proposal import Proposal
from tools.instructions.guardrails.word_stems import ElsewherePatterns

_OLD = r"(?:previous|prior|above|earlier|preceding|existing|other|former|current|these|those|your|my|the)"
_ORDERS = r"(?:instructions?|rules?|prompts?|guidelines?|directions?|polic(?:y|ies)|messages?|commands?|context)"
_TAKEOVER = re.compile(
    r"\b(?:ignor|disregard|forget|overrid|overrul|bypass|circumvent|skip)\w{0,4}\s+(?:\w+\s+){0,3}?"
    rf"(?:{_OLD}\s+(?:\w+\s+)?{_ORDERS}|everything|anything (?:above|before)|{_ORDERS})\b"
    r"|\b(?:you are (?:now|no longer)|from now on,? you|pretend (?:to be|that you|you)|act as (?:if|an?|the)\b"
    r"|role-?play|jail-?break|developer mode|dan mode|system prompt|new instructions?\s?:"
    r"|end of (?:prompt|instructions)|prompt injection|hidden instructions?|language model|chat ?gpt|as an ai|sudo\b"
    r"|admin(?:istrator)? (?:override|mode|access)|(?:debug|god|maintenance|unrestricted|safe) mode|root access"
    r"|(?:system|safety|security|policy|manager) override|override code|unrestricted|(?:no|without|any) restrictions"
    r"|(?:from now on|from this (?:moment|point)(?: on(?:wards?)?| forward)|effective immediately|starting now)\b"
    r"|(?:your|the) (?:real|true|actual|only) (?:task|goal|purpose|instructions?|job)"
    r"|new (?:rule|policy|directive|order|system message)s?\s?:|attention,? (?:ai|assistant|agent|model|system)"
    r"|(?:do not|don't|never) (?:tell|inform|alert|mention (?:this|it) to|show (?:this|it) to) (?:the |your )?"
    r"(?:owner|manager|staff|supervisor|reviewer|operator|admin|anyone|anybody))"
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
    r"|\b(?:do|give|grant|obey|follow|accept|fulfil+|execute|agree to|comply with)\s+(?:\w+\s+){0,3}?"
    r"(?:what(?:ever)?|anything|everything|all|exactly (?:as|what)|as)\s+(?:that\s+)?(?:they|he|she|callers?"
    r"|(?:the|a|any|every)"
    r" (?:caller|customer|user|client|guest|patient|person|voice))\s+(?:says?|asks?|wants?|tells?|demands?"
    r"|requests?|orders?"
    r"|commands?|likes?|wish(?:es)?|insists?)\b"
    r"|\b(?:trust|believe|obey)\s+(?:\w+\s+)?(?:callers?|(?:the|any|every) (?:caller|customer|user|client|voice))\b"
    r"|\b(?:caller|customer|user|client|person|voice|they|he|she|who|anyone|somebody)s?\s+(?:says?"
    r"|claims?)\s+(?:that\s+)?"
    r"(?:to be|they are|he is|she is|they're|it is)\s+(?:the|an?|from the|your|from)?\s?(?:system|admin\w*"
    r"|developer|engineer"
    r"|ceo|director|head office|technician|supervisor|programmer|creator|it department|tester)\b"
    r"|\b(?:transfer|forward|redirect|connect|route|send|put through)\s+(?:all|every|any|each|everybody|everyone)\b"
    r"|\b(?:always|immediately|only)\s+(?:transfer|forward|redirect|reroute)\b"
    r"|\b(?:skip|bypass|omit|disable|avoid|drop|turn off|stop|without)\s+(?:\w+\s+){0,2}?(?:verification"
    r"|verifying|security"
    r"|identity|identification|authentication|consent|disclosures?|guardrails?|safety|filters?|recording notices?)\b"
    r"|\b(?:caller|customer|user|client)s?\s+(?:(?:has|have)\s+)?(?:told|instructed|ordered|commanded)\s+"
    r"(?:us|you|me|the (?:agent|assistant))\b"
)
_ROLES = re.compile(
    r"(?:^|[\n|>.!?])[\s>*#\-\[(|]{0,8}(?:system|assistant|developer|human|user|tool|function)\s?(?:prompt"
    r"|message)?[\])]?\s?:"
    r"|<\|[^|\n]{0,40}\|?>|\[/?(?:inst|sys|system)\]|<</?sys>>|#{2,}\s?(?:system|instruction|human|assistant)"
    r"|\bbegin (?:system|prompt)\b"
)
_TOOL_CALLS = re.compile(
    r"\b(?:tool|function)_calls?\b|\bfunction_?call\b|\"(?:name|arguments|parameters|tool)\"\s?:|</?(?:tool|invoke"
    r"|function)\w{0,20}|\b\w{1,40}\((?:\s?\w{1,40}\s?=|\s?[\"'{])|\b(?:eval|exec|system|curl|wget|import)\s?\("
    r"|\bcall (?:the |a )?(?:\w+ )?(?:tool|function|api|webhook|endpoint)\b"
)
_ELSEWHERE = ElsewherePatterns()
_MARKUP = re.compile(
    r"</?[a-z!][^<>\n]{0,200}>|<!--|-->|<!\[cdata|<script|javascript:|data:text|&lt;|&#x?\d|`{3}|~{3}|\]\("
    r"|\[[/ ]{0,3}protected|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|%3c"
)
_IDENTIFIERS = re.compile(r"\b[a-z]{2,40}(?:_[a-z0-9]{1,40}){1,5}\b|\w=\w")
_ENCODED = re.compile(r"[a-z0-9+/=_-]{60,}")


def refuse_injection(proposal: Proposal) -> Refusal | None:
    """Orders to a model, roles, tool calls, and obeying what is said in a call."""
    if proposal.find_unwritten(_find_orders):
        return Refusal("injection", "The new text reads like an order to a computer, not to a phone agent.")
    if proposal.find_unwritten(_find_obeying):
        return Refusal("obeys_caller", "The new text tells the agent to obey what is said in a call.")
    return None


def refuse_markup(proposal: Proposal) -> Refusal | None:
    """Tags, scripts, links, code fences and encoded text have no place in what a phone agent is told."""
    is_markup = bool(proposal.find_unwritten(lambda text: _matches(text, _MARKUP, _ENCODED)))
    # Names of fields may be written so.
    if not is_markup and not proposal.find_new(lambda text: _matches(text, _IDENTIFIERS)):
        return None
    return Refusal("markup", "The new text holds tags, links or code.")


def _find_orders(text: str) -> set[str]:
    return _matches(text, _TAKEOVER, _ROLES, _TOOL_CALLS) | _ELSEWHERE.find_takeover(plain(text))


def _find_obeying(text: str) -> set[str]:
    return _matches(text, _OBEYING) | _ELSEWHERE.find_obeying(plain(text))


def _matches(text: str, *patterns: re.Pattern[str]) -> set[str]:
    text = plain(text)
    return {" ".join(match[0].split()) for pattern in patterns for match in pattern.finditer(text)}

"""Does the new text work against the project: give up its questions, its callers' data, its rules or its rights?

English only; instructions in other languages are held by the rules on names, addresses, secrets and obeying.
"""

import re

from memory.drafts import Refusal
from tools.instructions.guardrails.plain_text import plain
from tools.instructions.guardrails.proposal import Proposal

_PEOPLE = r"(?:callers?|patients?|customers?|guests?|clients?|people|users?)"
_ALL = r"(?:all|every|any|each|everything|anything)"
_RIGHTS = re.compile(
    rf"\blet (?:the |any |every )?{_PEOPLE} (?:decide (?:what|how|which)|change|edit|override|rewrite|control|define)"
    rf"|\b{_PEOPLE} (?:may|can|could) (?:override|change|edit|rewrite)"
    rf"|\btreat (?:the |any |every )?{_PEOPLE} as (?:an? |the )?(?:admin|owner|manager|staff|employee|doctor)"
    rf"|\bthe (?:caller|voice|person) is (?:an? |the |your )?(?:admin|owner|manager|boss|developer)"
    r"|\bfull access\b|\b(?:code|secret|magic) (?:word|phrase)\b|\b(?:says?|hears?|mentions?) the (?:word|phrase)\b"
    rf"|\b(?:say yes|agree) (?:to|with) {_ALL}\b|\bcustomer is always right\b|\baccept (?:any|every) answer\b"
    rf"|\b(?:orders?|words|commands?) (?:of|from) (?:the )?{_PEOPLE}\b|\b(?:caller|customer|user|client)'?s'"
    rf" orders?\b"
    r"|\bcaller's (?:orders?|commands?)\b|\b(?:transfer|connect|forward|route|put)\b[^.\n]{0,30}\b(?:whoever|whomever"
    r"|wherever|any number|the number (?:they|he|she|the caller)|whatever number)\b"
    r"|\b(?:opposite of|stop (?:following|obeying)|forget what|disregard|as if you were|your new (?:job|task|role"
    r"|goal))\b"
    r"|\breplace (?:these|the|your|all) (?:instructions|rules|steps)\b|\bexecute (?:the following|this)\b|\bbegin"
    r" admin\b"
)
_DISCLOSES = re.compile(
    r"\b(?:tell|share|read|give|repeat|mention|say|name)\b[^.\n]{0,40}\b(?:other|last|previous|next|another|earlier)"
    rf" {_PEOPLE}\b|\bgive out\b|\b(?:home|private) (?:address|number|phone)\b"
)
_GIVES_UP = re.compile(
    rf"\bskip (?:{_ALL}|the (?:rest|questions))\b|\b(?:mark|record|report|count|log) (?:all|every|any) calls?\b"
    rf"|\b(?:hang up|end|drop|disconnect)\b[^.\n]{{0,20}}\b(?:{_ALL}|immediately|at once|right away)\b"
    r"|\b(?:closed (?:forever|for good|permanently)|bankrupt|out of business|shut down|been hacked|has moved"
    r"|moved to)\b"
    r"|\b(?:do not|don't|never|stop|avoid) (?:ask(?:ing)?|record(?:ing)?|collect(?:ing)?|request(?:ing)?|not(?:e"
    r"|ing))"
    r"(?: for)? (?:anything|any|nothing|the|their|them|questions)\b[^.;\n]*"
)
_HARMS = re.compile(
    r"\b(?:insult|mock|threaten|lie to|deceive|trick|scam|harass|swear at|shout at)\b[^.\n]{0,12}"
    rf"\b(?:the|{_PEOPLE}|them|any\w*|every\w*)\b"
)
_SENDS = re.compile(
    r"\b(?:send|text|e-?mail|sms|whatsapp|open|click|follow|install|download|visit|go"
    r" to)\b[^.\n]{0,30}\b(?:links?|apps?|website"
    r"|web ?page|attachment)\b|\b(?:transfer|send|wire|move|pay)\b[^.\n]{0,12}\bmoney\b"
)
_REASONS_TO_STOP = re.compile(
    r"\b(?:again|twice|second time|more than|before|until|unless|if|when|(?<!at )once|after|card|payment"
    r"|passwords?|pins?|same|already"
    r"|both|two|several|together|voicemail|answering|reason|why)\b"
)
_FORBIDS = re.compile(r"\b(?:do not|don't|never|not|without)\s+(?:\w+\s+){0,2}\Z")
_LONGEST_LEAD = 40


def refuse_sabotage(proposal: Proposal) -> Refusal | None:
    """Orders that hand the agent over, give callers' data away, drop the questions or send people elsewhere."""
    if not proposal.find_unwritten(_find_orders):
        return None
    return Refusal("works_against", "The new text works against the project: its questions, its callers or its rules.")


def _find_orders(text: str) -> set[str]:
    text = plain(text)
    found = {
        match[0]
        for pattern in (_RIGHTS, _DISCLOSES, _HARMS, _SENDS)
        for match in pattern.finditer(text)
        if not _FORBIDS.search(text[max(0, match.start() - _LONGEST_LEAD) : match.start()])
    }
    return found | {match[0] for match in _GIVES_UP.finditer(text) if not _has_reason(text, match)}


def _has_reason(text: str, match: re.Match[str]) -> bool:
    """Say whether the sentence around an order names a case or a thing for which it is right."""
    start = max(text.rfind(sign, 0, match.start()) for sign in ".!?\n") + 1
    end = min((place for sign in ".!?\n" if (place := text.find(sign, match.end())) >= 0), default=len(text))
    return bool(_REASONS_TO_STOP.search(text[start:end]))

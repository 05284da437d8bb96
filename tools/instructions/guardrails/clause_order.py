"""Does each clause of a sentence ask, or hang on one that does?"""

import re

from tools.instructions.guardrails import clauses
from tools.instructions.guardrails.closed_words import CALLER_DOINGS, ORDERS

_LEADS_WORDS = """
then also please always first next finally now once simply just briefly gently politely slowly clearly kindly so
lastly only again at afterwards later immediately calmly carefully directly firstly secondly to and in any otherwise
"""
LEADS = frozenset(_LEADS_WORDS.split())
"""What may stand before an order and changes nothing of it."""

_CONDITIONS = frozenset(
    {
        "if",
        "when",
        "whenever",
        "where",
        "until",
        "unless",
        "once",
        "because",
        "since",
        "as",
        "so",
        "before",
        "after",
        "even",
        "while",
    }
)
_ABOUT_A_FIELD = frozenset({"begin", "start", "end", "open", "finish", "close"})
_NAMED = frozenset({"FIELD", "NOUN"})
_INDIRECT = frozenset({"which", "where", "when", "who", "whether", "how", "what", "why", "that", "if"})
_ACCEPTS = (["accept", "it"], ["accept", "that"], ["accept", "this"], ["accept", "an"], ["accept", "a"])
_AFTER_ONCE = frozenset({"that", "the", "it", "they", "you", "this", "is"})
_GAP = re.compile(r"( (?:, )?(?:and then|and also|and|then|or|but)(?= )| ,(?= |\Z))")


def find_clause_fault(words: str) -> str | None:
    """Return what a clause does besides asking; None: nothing."""
    hangs = False
    pieces = _GAP.split(f" {words}")
    for clause, joint in zip(pieces[::2], ["", *pieces[1::2]], strict=True):
        tokens = clause.split()
        lead = 0
        while lead < len(tokens) and tokens[lead] in LEADS and tokens[lead : lead + 2][-1] not in _AFTER_ONCE:
            lead += 1
        rest = tokens[lead:]
        if not rest:
            continue
        hangs = hangs and "," not in joint
        if rest[0] in _CONDITIONS:
            hangs = True
        elif rest[0] in _ABOUT_A_FIELD and not _NAMED & set(rest) | {"it", "this", "that"} & set(rest):
            return "orders something else"
        elif rest[0] in ORDERS:
            hangs = bool(_INDIRECT & set(rest))
        elif not hangs and rest[0] in CALLER_DOINGS and rest[:2] not in _ACCEPTS and rest[0] not in {"change", words}:
            return "orders something else"
        elif not hangs and clauses.states(_main_part(" ".join(rest))):
            return "states something"
        else:
            hangs = hangs or bool(_INDIRECT & set(rest))
    return None


def _main_part(words: str) -> str:
    """Return a clause without what hangs on a relative or indirect word."""
    return re.split(r" (?:which|where|when|who|whether|how|if|because|what|why|so)\b", words)[0]

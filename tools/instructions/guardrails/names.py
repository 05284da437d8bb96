"""Does the new text name people, companies or places that neither the instructions nor the settings know?

Capitals tell names apart where a language writes only names with them. In German, which writes every noun so, and
in scripts without capitals, only what stands beside a name does: a title, or another capitalised word.
"""

import re
from collections.abc import Iterator, Sequence

from memory.drafts import Refusal
from tools.instructions.common_words import COMMON_WORDS, ENGLISH_FUNCTION_WORDS
from tools.instructions.guardrails.ordinary_words import ACRONYMS, JOINING_WORDS, ORDINARY_WORDS, SPELLING_WORDS, TITLES
from tools.instructions.guardrails.plain_text import plain, read_words, words_of
from tools.instructions.guardrails.proposal import Proposal

_TOKEN = re.compile(r"[^\W\d_](?:[\w'’-]*\w)?")
_STARTS = re.compile(
    r"(?:^|[.!?:;\"“”„«‹(\[*|•–—>#_/…¿¡]|\s[-'‘+]|\d[.)])[\s\"“„«'‘(\[*_-]*\Z|^\W*(?:\d{1,3}|[a-zA-Z])[.)]\s*\Z"
)
_SUFFIX = re.compile(
    r"(?:ing|ed|ly|tions?|sions?|ments?|ness|able|ible|ances?|ences?|ity|ities|i[sz]e[sd]?|ful|less|logy|ship"
    r"|ware|mail"
    r"|ward|wise|ary|ory|ive|ical|ous|ers|ors)\Z"
)
_SHORTEST_FORMED = 7
_NAMES_LIKE_WORDS = frozenset(
    read_words(
        "mohammed muhammed florence beverly kimberly clarence laurence lawrence terrence torrence felicity sterling"
        " browning"
        " manning harding fleming prudence constance clemence hillary valery gregory trinity fielding redding banning"
        " channing cumming cummings hastings jennings rawlings billings waverly wolsely sanders anders landers"
    )
)
_AFTER_NAMES = frozenset(
    read_words(
        "is was will has had can must should may says said say wants wanted gets got pays paid needs asked asks"
        " told owns"
        " takes and or from at knows approves approved handles decides called calls works worked"
    )
)
_NAMED = re.compile(
    r"\b(?:mr|mrs|ms|miss|mister|dr|prof|named|called|surnamed|nicknamed)\b\.?\s+[\"“'‘]?([^\W\d_][\w'’-]{1,40})"
)
_EASTERN = re.compile(
    r"([\u3400-\u9fff\u30a0-\u30ff]{1,3})(?:先生|女士|小姐|太太|经理|さん|様|氏(?!名))"
    r"|([\uac00-\ud7a3]{2,4})씨(?![\uac00-\ud7a3])"
    r"|(?:السيدة|السيد|الدكتور)\s+([\u0621-\u064a]{2,20})|(?:श्रीमती|श्री|डॉ)\.?\s+([\u0900-\u097f]{2,20})"
)
_GENERIC = re.compile(
    r"[的您你们這这位各哪一任何該该个]|お?客|皆|相手|本人|担当|家族|患者|利用者|オーナー|ユーザ|スタッフ|先方"
)
_FEWEST_WORDS_BETWEEN = 3
_CAPITAL_NOUNS = 0.15
_MOST_READ = 4_000


def refuse_new_names(proposal: Proposal) -> Refusal | None:
    """A proper name must stand in the instructions or the project's settings."""
    found = find_names(proposal.fresh, nouns_are_capitalised=_capitalises_nouns(f"{proposal.before}\n{proposal.fresh}"))
    if not found:
        return None
    known = set(words_of(proposal.before)) | set(words_of(proposal.allowed))
    if not {name for name in found if not set(words_of(name)) <= known}:
        return None
    # A caller's name may be what is refused, so it is not told.
    return Refusal("new_name", "The new text holds a name that is not in the instructions or settings.")


def find_names(text: str, *, nouns_are_capitalised: bool = False) -> set[str]:
    """Return words that look like names where they stand, in plain letters."""
    found = {plain(word) for match in _EASTERN.finditer(text) for word in match.groups() if word and _is_given(word)}
    found |= {match[1] for match in _NAMED.finditer(plain(text)) if not _is_known(match[1])}
    for line in text.splitlines():
        found.update(_names_in(line, list(_TOKEN.finditer(line)), nouns_are_capitalised=nouns_are_capitalised))
    return found


def _names_in(line: str, tokens: Sequence[re.Match[str]], *, nouns_are_capitalised: bool) -> Iterator[str]:
    unknown = [_is_capitalised(token[0]) and not _is_known(token[0]) for token in tokens]
    spelling = {plain(token[0]) for token in tokens} & SPELLING_WORDS
    for place, token in enumerate(tokens):
        word = plain(token[0])
        if not unknown[place] or (word in spelling and _spells(line, token, spelling)):
            continue
        is_start = bool(_STARTS.search(line[: token.start()][-12:]))
        before = plain(tokens[place - 1][0]) if place else ""
        follows_title = before in TITLES and line[tokens[place - 1].start()].isupper()
        has_neighbour = place + 1 < len(tokens) and unknown[place + 1] and _is_beside(line, token, tokens[place + 1])
        follows_one = place > 0 and unknown[place - 1] and _is_beside(line, tokens[place - 1], token)
        if nouns_are_capitalised and is_start:
            has_neighbour = False
        if follows_title or has_neighbour or follows_one:
            yield word
        elif is_start:
            after = plain(tokens[place + 1][0]) if place + 1 < len(tokens) else ""
            if not nouns_are_capitalised and (after in _AFTER_NAMES or token[0].endswith(("'s", "’s"))):
                yield word
        elif not nouns_are_capitalised:
            yield word


def _is_beside(line: str, left: re.Match[str], right: re.Match[str]) -> bool:
    return line[left.end() : right.start()] in {" ", "  ", "-"}


def _spells(line: str, token: re.Match[str], spelling: set[str]) -> bool:
    """Say whether a word of the spelling alphabet spells here ("M as in Mike", "Alpha, Bravo") and names nobody."""
    return len(spelling) > 1 or bool(re.search(r"(?:as in|like|wie|comme|como)\W{1,3}\Z", line[: token.start()]))


def _is_given(word: str) -> bool:
    return not _GENERIC.search(word)


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and len(word) > 1


def _is_known(word: str) -> bool:
    """Say whether a word is ordinary, so that its capital is an emphasis, a heading or the start of a sentence."""
    if word in ACRONYMS:
        return True
    whole = plain(word).removesuffix("'s").removesuffix("’s")
    return all(_is_ordinary(part) for part in re.split(r"-", whole) if part)


def _is_ordinary(word: str) -> bool:
    word = word.replace("'", "").replace("’", "")
    if word in COMMON_WORDS or word in ORDINARY_WORDS or word in TITLES or word in JOINING_WORDS or len(word) == 1:
        return True
    for ending in ("s", "es"):
        stem = word.removesuffix(ending)
        if stem != word and (stem in COMMON_WORDS or stem in ORDINARY_WORDS):
            return True
    return len(word) >= _SHORTEST_FORMED and bool(_SUFFIX.search(word)) and word not in _NAMES_LIKE_WORDS


def _capitalises_nouns(text: str) -> bool:
    """Say whether a text is not English and has capitals inside its sentences, as German has."""
    text = text[:_MOST_READ]
    all_words = [word.casefold() for word in _TOKEN.findall(text)]
    english = sum(word in ENGLISH_FUNCTION_WORDS for word in all_words)
    german = sum(word in _GERMAN for word in all_words)
    if german <= english / 2:
        return False
    words = [token for line in text.splitlines() for token in _inner_tokens(line)]
    return len(words) >= _FEWEST_WORDS_BETWEEN and sum(map(_is_capitalised, words)) >= _CAPITAL_NOUNS * len(words)


_GERMAN = frozenset(
    read_words(
        "der die das den dem des und oder ist sind nach mit für von zu zum zur im am ein eine einen einem einer"
        " nicht sie"
        " wenn auf bei als auch noch dann ob aus um an er es wird werden"
    )
)


def _inner_tokens(line: str) -> Iterator[str]:
    for token in _TOKEN.finditer(line):
        if token.start() and not _STARTS.search(line[: token.start()][-12:]):
            yield token[0]

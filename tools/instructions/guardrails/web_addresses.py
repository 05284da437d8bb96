"""Which web and e-mail addresses does a text hold, also where dots and at-signs are written out?"""

import re

from tools.instructions.guardrails.plain_text import plain

_WELL_KNOWN_ENDINGS = "com|net|org|info|biz|io|co|ai|app|dev|me|online|shop|site|store|gov|edu|uk|za|us|eu|de|nl"
_BRACKETED_DOT = re.compile(r"\s{0,3}[\[({]\s{0,3}(?:dot|\.)\s{0,3}[\])}]\s{0,3}")
_SPOKEN_DOT = re.compile(rf"(?<=\w)\s{{1,3}}dot\s{{1,3}}(?=(?:{_WELL_KNOWN_ENDINGS})\b)")
_WRITTEN_AT = re.compile(r"\s{0,3}[\[({]\s{0,3}(?:at|@)\s{0,3}[\])}]\s{0,3}")
_SPOKEN_AT = re.compile(
    rf"(?<=\w)\s{{1,3}}at\s{{1,3}}(?=[\w-]{{1,63}}\s{{1,3}}dot\s{{1,3}}(?:{_WELL_KNOWN_ENDINGS})\b)"
)
_LABELS = r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,5}"
_URL = re.compile(
    rf"(?<![\w.@-])(?:(?:https?|hxxps?|ftp|file)://[^\s<>\"']{{1,500}}|www\.[^\s<>\"']{{1,500}}"
    rf"|{_LABELS}\.[a-z]{{2,18}}(?:/[^\s<>\"']{{0,500}})?(?![\w@]))"
)
_EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}\s?@\s?({_LABELS}\.[a-z]{{2,18}})\b")
_BARE_HANDLE = re.compile(r"(?<!\w)@[a-z]\w{2,40}")


def find_urls(text: str) -> set[str]:
    """Return web addresses and domains, in lower case and without closing punctuation."""
    return {match.rstrip(".,;:!?)]}'\"") for match in _URL.findall(_without_tricks(text))}


def find_emails(text: str) -> set[str]:
    """Return e-mail addresses and social handles, in lower case, as `name@domain` or `@name`."""
    text = _without_tricks(text)
    addresses = {re.sub(r"\s?@\s?", "@", match[0]) for match in _EMAIL.finditer(text)}
    return addresses | set(_BARE_HANDLE.findall(text))


def _without_tricks(text: str) -> str:
    text = _WRITTEN_AT.sub("@", _SPOKEN_AT.sub("@", plain(text)))
    return _SPOKEN_DOT.sub(".", _BRACKETED_DOT.sub(".", text))

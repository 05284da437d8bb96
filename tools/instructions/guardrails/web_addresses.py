"""Which web and e-mail addresses does a text hold, also where dots and at-signs are written out?"""

import re

from tools.instructions.guardrails.plain_text import plain, read_words

_WELL_KNOWN_ENDINGS = (
    "com|net|org|info|biz|io|co|ai|app|dev|me|online|shop|site|store|gov|edu|uk|za|us|eu|de|nl|xyz|top|link|click"
    "|live"
    "|example|test|fr|es|it|pt|br|ru|cn|jp|in|pl|tr|ly|gg|tv|cc|ws|page|web|club|website|space|tech|pro|mobi"
    "|onion|zip"
)
# Only endings that are no words of the language whose word for "dot" stands before them.
_DOTS_ELSEWHERE = (
    (r"punto", "com|net|org|info|biz|app|shop|online|mx|ar|cl|it|eu"),
    (r"point", "com|net|org|info|biz|app|shop|fr|ca|eu"),
    (r"punkt", "com|net|org|info|biz|app|shop|de|at|ch|eu|pl"),
    (r"ponto", "com|net|org|info|biz|app|br|pt|eu"),
    (r"punt", "com|net|org|info|biz|app|nl|co|za|be|eu"),
    (plain("точка"), "|".join(map(plain, ("ком", "ру", "рф", "орг", "нет", "com", "ru", "org", "net")))),
    (r"kropka", "pl|com|net|org"),
    (r"nokta", "com|net|org|tr"),
    (r"titik", "com|net|org|id"),
    (plain("نقطة"), "|".join(map(plain, ("كوم", "نت", "com", "net", "org")))),
    (plain("डॉट"), "|".join(map(plain, ("कॉम", "नेट", "इन", "com", "net", "in")))),
    (plain("닷"), "|".join(map(plain, ("컴", "넷", "com", "net")))),
    (plain("ドット"), "|".join(map(plain, ("コム", "ネット", "com", "net", "jp")))),
    ("点", "com|net|org|cn|康姆|康"),
)
_AT_ELSEWHERE = "|".join(
    map(
        plain,
        read_words("arroba arobase klammeraffe apenstaartje aapstert chiocciola собака małpa 艾特 アットマーク 골뱅이"),
    )
)
_BRACKETED_DOT = re.compile(r"\s{0,3}[\[({<]\s{0,3}(?:dot|punkt|punto|point|punt|ponto|\.)\s{0,3}[\])}>]\s{0,3}")
_DOT_SIGN = re.compile(r"(?<=\w)\s?[·•‧∙⋅・●]\s?(?=[a-z])")
_SPOKEN_DOT = re.compile(
    rf"(?<=\w)[\s_\-]{{1,3}}dot[\s_\-]{{1,3}}(?=(?:{_WELL_KNOWN_ENDINGS})\b)"
    rf"|(?<=\w{{3}})dot(?=(?:com|net|org)\b)|(?<=\w)(?:\s{{1,3}}\.\s{{0,3}}|\.\s{{1,3}}|\s?,)(?=(?:com|org|biz"
    rf"|xyz)\b)"
)
_SPOKEN_DOTS_ELSEWHERE = tuple(
    (dot, re.compile(rf"(?<=\w)[\s_\-]{{0,3}}{dot}[\s_\-]{{0,3}}(?=(?:{ends})(?!\w))")) for dot, ends in _DOTS_ELSEWHERE
)
_INNER_DOT = re.compile(r"(?<=\w)\s{1,3}dot\s{1,3}(?=[\w-]{1,63}\.)")
_SPOKEN_WWW = re.compile(
    r"\b(?:w[\s.\-_]{0,3}){2}w\b[\s.\-_]{0,3}(?:dot\b|punkt\b|punto\b|point\b|punt\b|ponto\b)?[\s.]{0,3}"
    r"|\b(?:triple|three) w'?s?\b[\s.]{0,3}(?:dot\b[\s.]{0,3})?"
    r"|\b(?:double[\s-]?u\W{0,3}){3}(?:dot\b[\s.]{0,3})?|\bworld wide web\b\W{0,3}"
)
_SPOKEN_SCHEME = re.compile(
    r"\bh[\s.\-]{0,2}[tx][\s.\-]{0,2}[tx][\s.\-]{0,2}p(?:[\s.\-]{0,2}s)?\s{0,3}(?::|colon)\s{0,3}"
    r"(?:/|slash|forward slash)\s{0,3}(?:/|slash|forward slash)\s{0,3}"
)
_WRITTEN_AT = re.compile(r"\s{0,3}[\[({<]\s{0,3}(?:at|@)\s{0,3}[\])}>]\s{0,3}")
_SPOKEN_AT = re.compile(
    rf"(?<=\w)\s{{1,3}}at\s{{1,3}}(?=[\w-]{{1,63}}\s{{1,3}}dot\s{{1,3}}(?:{_WELL_KNOWN_ENDINGS})\b)"
    rf"|(?<=\w)\s{{0,3}}(?:{_AT_ELSEWHERE})\s{{0,3}}(?=\w)|(?<=\w)\s{{1,3}}at[\s-]sign\s{{1,3}}(?=\w)"
)
_LABELS = r"[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63}){0,5}"
_URL = re.compile(
    rf"(?<![\w.@-])(?:(?:https?|hxxps?|ftps?|file|tel|sms|mailto|ws)://?[^\s<>\"']{{1,500}}|www\.[^\s<>\"']{{1,500}}"
    rf"|(?:mailto|tel|sms|sip):[^\s<>\"']{{1,200}}|{_LABELS}\.[a-z]{{2,18}}(?:/[^\s<>\"']{{0,500}})?(?![\w@]))"
)
# Domains may be written in any script.
_ENDINGS_ELSEWHERE = "|".join(
    map(
        plain,
        read_words(
            "рф рус ком орг сайт онлайн укр 中国 公司 网络 网站 在线 商城 한국 닷컴 भारत السعودية مصر امارات كوم شبكة"
        ),
    )
)
_URL_ELSEWHERE = re.compile(rf"(?<![\w.@-])[^\W_][\w-]{{1,62}}\.(?:{_ENDINGS_ELSEWHERE})(?!\w)")
_EMAIL = re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}\s?@\s?({_LABELS}\.[a-z]{{2,18}})\b")
_BARE_HANDLE = re.compile(r"(?<!\w)@\s?[a-z]\w{2,40}|(?<=\w)\s?@\s?(?=[a-z]{3})[a-z]\w{2,40}")


def find_urls(text: str) -> set[str]:
    """Return web addresses and domains, in lower case and without closing punctuation."""
    text = _without_tricks(text)
    found = {match.rstrip(".,;:!?)]}'\"") for match in _URL.findall(text)}
    return found | set(_URL_ELSEWHERE.findall(text))


def find_emails(text: str) -> set[str]:
    """Return e-mail addresses and social handles, in lower case, as `name@domain` or `@name`."""
    text = _without_tricks(text)
    addresses = {re.sub(r"\s?@\s?", "@", match[0]) for match in _EMAIL.finditer(text)}
    return addresses | set(_BARE_HANDLE.findall(text))


def _without_tricks(text: str) -> str:
    text = _WRITTEN_AT.sub("@", _SPOKEN_AT.sub("@", plain(text)))
    text = _SPOKEN_WWW.sub("www.", _SPOKEN_SCHEME.sub("http://", text))
    for dot, spoken in _SPOKEN_DOTS_ELSEWHERE:
        if dot in text:
            text = spoken.sub(".", text)
    return _INNER_DOT.sub(".", _SPOKEN_DOT.sub(".", _DOT_SIGN.sub(".", _BRACKETED_DOT.sub(".", text))))

"""Which parts of an instruction text does the calling platform fill in, so that no edit may lose them?

Platforms differ, so every notation in common use counts: `{{name}}` with or without filters, `{% tags %}`,
`{name}`, `${name}`, `#{name}`, `%(name)s`, `%name%`, `<name>`, `[[name]]`, `[NAME]`, `[first_name]` and
`[First Name]`. HTML tags, pairs such as `<rules>...</rules>` and Markdown links are not variables.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

# Every repeat is bounded and stops at the next opening mark, so that matching stays linear.
_VARIABLE = re.compile(
    r"(?P<tag>\{%[^{}%]{0,300}%\})"
    r"|(?P<double>\{{2,3}[^{}]{1,300}\}{2,3})"
    r"|(?P<dollar>[$#@]\{[^{}\n]{1,100}\})"
    r"|(?P<single>\{[^\W\d][\w .:-]{0,60}\})"
    r"|(?P<percent>%\([^\W\d]\w{0,60}\)[sdf]|%[^\W\d]\w{0,60}%)"
    r"|(?P<brackets>\[\[[^\[\]\n]{1,100}\]\]"
    r"|\[(?:[A-Z][A-Z0-9_ -]{0,40}|[A-Za-z]\w{0,40}_\w{0,40}|[A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20}){1,3})\]"
    r"(?!\())"
    r"|(?P<angle><[^\W\d][\w .-]{0,60}>)",
)
_CLOSING_TAG = re.compile(r"</([^\W\d][\w.-]{0,60})\s{0,5}>")
_HTML = re.compile(
    r"(?:a|abbr|b|blockquote|body|br|code|dd|div|dl|dt|em|footer|form|h[1-6]|head|header|hr|html|i|iframe|img"
    r"|input|kbd|li|link|main|meta|nav|ol|p|pre|q|s|script|section|small|span|strong|style|su[bp]|table|tbody"
    r"|td|th|thead|title|tr|u|ul)"
)


class VariableStyle(StrEnum):
    """How a variable is written; `tag` is template logic (`{% if vip %}`), the others stand for values."""

    TAG = "tag"
    DOUBLE = "double"
    DOLLAR = "dollar"
    SINGLE = "single"
    PERCENT = "percent"
    BRACKETS = "brackets"
    ANGLE = "angle"


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable at its place: `text` is exactly what stands from `start` to `end`."""

    text: str
    start: int
    end: int
    style: VariableStyle

    @property
    def name(self) -> str:
        """The name inside the marks, without filters: `first_name` for `{{ first_name | upcase }}`."""
        inside = self.text.strip("{}[]<>%$#@() \n\t").removesuffix(")s").removesuffix(")d")
        return inside.split("|", 1)[0].strip(" -")


def find_variables(text: str) -> list[Variable]:
    """Return every variable of `text` in order of place."""
    return list(_find(text))


def _find(text: str) -> Iterator[Variable]:
    paired = {name.casefold() for name in _CLOSING_TAG.findall(text)}
    for match in _VARIABLE.finditer(text):
        style = VariableStyle(match.lastgroup or "")
        if style is VariableStyle.ANGLE:
            name = match[0][1:-1].split()[0].casefold()
            if name in paired or _HTML.fullmatch(name):
                continue
        yield Variable(match[0], match.start(), match.end(), style)

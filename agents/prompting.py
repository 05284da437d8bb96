"""How does a prompt become the text a model reads, with foreign words kept apart from orders?

Prompts are Markdown files in `prompts/`, filled in by Jinja. A variable that is left out is an error, and values are
never read as templates.
"""

import hashlib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

PROMPTS = Path(__file__).parent / "prompts"
_TAG_DIGITS = 6


def render(prompt: str, **values: object) -> str:
    """Return the prompt of this name with its variables filled in, without space around it.

    Raises:
        jinja2.UndefinedError: A variable of the prompt is not among the values.
    """
    return _environment().get_template(f"{prompt}.md").render(values).strip()


def choose_tag(texts: Iterable[str]) -> str:
    """Return a tag name to fence these untrusted texts with, which stands in none of them.

    It follows from the texts alone, so that a prompt can be repeated; a text cannot foresee and forge it, since every
    text that holds a tag leads to another one.
    """
    joined = "\n".join(texts)
    attempt = 0
    while True:
        digest = hashlib.sha256(f"{attempt}\n{joined}".encode("utf-8", "surrogatepass")).hexdigest()
        tag = f"data-{digest[:_TAG_DIGITS]}"
        if tag not in joined.casefold():
            return tag
        attempt += 1


def as_one_line(text: str, most: int) -> str:
    """Return the visible characters of a text in one line, cut to at most `most` characters."""
    visible = "".join(letter if _is_visible(letter) else " " for letter in text[: 4 * most])
    line = " ".join(visible.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def has_hidden_characters(text: str) -> bool:
    """Say whether a text holds characters that nobody sees, other than space and line ends."""
    return any(not letter.isspace() and not _is_visible(letter) for letter in text)


def _is_visible(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(PROMPTS),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - prompts are plain text, not HTML
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

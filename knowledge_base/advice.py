"""What is known to work in phone calls of voice agents, found by words?

A few short articles that come with the product, ranked by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
Framework", 2009). They are the same for everybody, hold no customer's words, and need neither database nor model.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log

MOST_WORDS_ASKED = 100
"""Words of a search that count; more tell nothing new."""

_TERM_SATURATION = 1.2
_LENGTH_WEIGHT = 0.75
_TITLE_WEIGHT = 3
_STEM = 6

_FRONT_MATTER = re.compile(r"---\n(?P<head>.*?)\n---\n(?P<body>.*)", re.DOTALL)
_HEAD_LINE = re.compile(r"(?P<key>\w+):\s*(?P<value>\S.*)")
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be by for from has have how if in into is it its my not of on or so than that the their "
        "them then there they this to was we what when which who will with you your do does can should agent caller "
        "callers call calls",
    )
)


@dataclass(frozen=True, slots=True)
class Advice:
    """One best-practice article; `text` is Markdown without its front matter, `also` are words to find it by."""

    article_id: str
    title: str
    text: str
    also: str = ""


def find_advice(words: str, limit: int = 3) -> list[Advice]:
    """Return the articles that fit words best, best first; none where no telling word stands in any.

    Args:
        words: What is looked for: a question, a cause, a few words. Untrusted; at most `MOST_WORDS_ASKED` count.
        limit: How many articles to return at most.
    """
    index = _index()
    asked = set(_terms(words)[:MOST_WORDS_ASKED])
    scored = [(index.score(number, asked), number) for number in range(len(index.articles))]
    best = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1]))
    return [index.articles[number] for _, number in best[: max(limit, 0)]]


def list_advice() -> tuple[Advice, ...]:
    """Return all articles, by id."""
    return _index().articles


def get_advice(article_id: str) -> Advice | None:
    """Return the article with this id, or None."""
    return next((one for one in list_advice() if one.article_id == article_id), None)


class _Index:
    """The words of all articles, counted."""

    def __init__(self, articles: tuple[Advice, ...]) -> None:
        self.articles = articles
        self._counts = [_count(one) for one in articles]
        self._lengths = [counts.total() for counts in self._counts]
        self._mean = sum(self._lengths) / max(len(articles), 1) or 1.0
        self._holders = Counter(word for counts in self._counts for word in counts)

    def score(self, number: int, asked: set[str]) -> float:
        """Return how well one article answers; 0 where it holds none of the words."""
        counts = self._counts[number]
        stretch = 1 - _LENGTH_WEIGHT + _LENGTH_WEIGHT * self._lengths[number] / self._mean
        return sum(
            self._rarity(word) * counts[word] * (_TERM_SATURATION + 1) / (counts[word] + _TERM_SATURATION * stretch)
            for word in sorted(asked)
            if word in counts
        )

    def _rarity(self, word: str) -> float:
        held = self._holders[word]
        return log(1 + (len(self.articles) - held + 0.5) / (held + 0.5))


def _count(article: Advice) -> Counter[str]:
    return Counter(_terms(article.text) + _TITLE_WEIGHT * _terms(f"{article.title} {article.also}"))


@cache
def _index() -> _Index:
    folder = files("knowledge_base") / "articles" / "voice-agents"
    texts = [(one.name, one.read_text(encoding="utf-8")) for one in folder.iterdir() if one.name.endswith(".md")]
    return _Index(tuple(_read_article(name, text) for name, text in sorted(texts)))


def _read_article(name: str, text: str) -> Advice:
    parts = _FRONT_MATTER.fullmatch(text)
    if parts is None:
        raise ValueError(f"The article {name} has no front matter.")
    head = {match["key"]: match["value"] for match in _HEAD_LINE.finditer(parts["head"])}
    return Advice(head["id"], head["title"], parts["body"].strip(), head.get("words", ""))


def _terms(words: str) -> list[str]:
    return [
        _stem(word) for word in _WORD.findall(_HYPHEN.sub("", words.casefold())) if word not in _EMPTY and len(word) > 1
    ]


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ed", "es", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)[:_STEM]
    return word[:_STEM]

"""What a speech recogniser does to the words it hears."""

import re
from random import Random

from memory.vocabulary import FieldType
from tools.sample.values.said import Said

HOMOPHONES = {
    "there": "their",
    "your": "you're",
    "here": "hear",
    "I'll": "all",
    "that's": "that",
    "our": "are",
    "by": "buy",
}
UNSURE = ("[inaudible]", "[noise]", "[unclear]")
SOUND_ALIKE = dict(zip("nmbpdtvfkgszl", "mnpbtdfvgkzsr", strict=True))
# Letters that follow the end of a sentence; a mail address keeps its dots, no space follows them.
SENTENCE_START = re.compile(r"[.?!] [a-z]")
PUNCTUATION = re.compile(r"[.,?!;:]+(?=\s|$)")
BLURRED_KINDS = {FieldType.PHONE, FieldType.EMAIL, FieldType.NAME, FieldType.ADDRESS}


def as_sentences(text: str) -> str:
    """Return the text with a capital at the start of each sentence."""
    return SENTENCE_START.sub(lambda found: found[0].upper(), text[:1].upper() + text[1:])


def as_raw(text: str) -> str:
    """Return the text as a recogniser without punctuation writes it."""
    return PUNCTUATION.sub("", text).lower()


def disturb(rng: Random, template: str) -> str:
    """Return a template with one small recogniser error outside its braces."""
    words = template.split()
    at = rng.randrange(len(words))
    word = words[at]
    if "{" in word or "}" in word:
        return template
    if word in HOMOPHONES:
        words[at] = HOMOPHONES[word]
    elif len(word) < 4 and word.isalpha():
        words[at] = f"{word} {word}"
    elif at == len(words) - 1:
        words.append(rng.choice(UNSURE))
    return " ".join(words)


def can_be_misheard(kind: FieldType, said: Said) -> bool:
    """Whether a recogniser plausibly gets this value wrong."""
    return kind in BLURRED_KINDS or (kind is FieldType.TEXT and any(c.isdigit() for c in said.value))


def blur(rng: Random, text: str, kind: FieldType) -> str:
    """Return `text` misheard: other figures where there are any, else letters that sound alike."""
    cut = len(text)
    if kind is FieldType.EMAIL:
        cut = text.find("@") if "@" in text else text.find(" at ")
    letters = list(text)
    spots = [i for i, c in enumerate(letters[:cut]) if c.isdigit()]
    if kind in {FieldType.EMAIL, FieldType.NAME} or not spots:
        spots = [i for i, c in enumerate(letters[:cut]) if c.lower() in SOUND_ALIKE]
    for i in rng.sample(spots, min(2, len(spots))):
        letters[i] = _sounds_like(rng, letters[i])
    return "".join(letters)


def _sounds_like(rng: Random, letter: str) -> str:
    if letter.isdigit():
        return str((int(letter) + rng.choice((1, 4, 5, 6, 9))) % 10)
    other = SOUND_ALIKE[letter.lower()]
    return other.upper() if letter.isupper() else other

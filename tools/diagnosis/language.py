"""Is a call in a language that the rules understand? They know English."""

from itertools import islice

from tools.diagnosis.phrasing import set_of
from tools.diagnosis.reading import Conversation

FEWEST_WORDS = 12
"""With fewer words nothing can be said about the language."""

LEAST_SHARE = 0.15
"""So many of the words of an English call are among its commonest; of other languages about a twentieth are."""

_MOST_WORDS = 600
_COMMONEST = set_of(
    """
    the a an to of and i you it that for in my your on have has be we do what can are at this with not but or me is
    so if they he she his her there would will could was were about please yes no thank thanks okay ok hello hi how
    when where who which i'm it's that's don't i'd i'll you're let's from need like know just all good one name number
    right sure asks attempt
    """
)


def is_understood(conversation: Conversation) -> bool:
    """Whether enough of the words of a call are common English ones; a call of few words is taken as English."""
    said = (word for turn in conversation.turns for word in turn.words if len(word) > 1 and not word.isdigit())
    words = list(islice(said, _MOST_WORDS))
    return len(words) < FEWEST_WORDS or sum(word in _COMMONEST for word in words) >= LEAST_SHARE * len(words)

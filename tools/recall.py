"""May an idea come back that people turned down before?

Only when something changed since, and then it says what. That time went by is never enough.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from memory.drafts import Draft, PastSuggestion, Snapshot
from memory.surroundings import all_stand, find_surroundings
from memory.vocabulary import Cause, EditOp, Field, SuggestionStatus

CLOSE = 0.7
"""From this likeness on, two added texts for the same field are the same idea.

With the local model, of 13 pairs of paraphrases 8 lie above it, of 12 pairs that mend the same field otherwise 2: it
only backs up the kind of edit, which says the same of nearly all that agents and playbook draft.
"""

SAME_WORDS = 0.75
"""With this share of their words in common, they are the same idea whatever the likeness."""

ASKS = 0.5
"""From this likeness on, a wish that names the field is about what a candidate adds."""

MOST_ADDED = 4_000
"""Characters of a meaning; what embeds it reads no more."""

GROWTH, FEWEST_MORE = 1.5, 20
LONGEST_SAID = 200

_NEGATIONS = frozenset(
    {
        *(
            "no",
            "not",
            "never",
            "none",
            "nobody",
            "without",
            "stop",
            "avoid",
            "refrain",
            "skip",
            "don",
            "dont",
            "doesn",
        ),
        *(
            "shouldn",
            "mustn",
            "cannot",
            "cant",
            "remove",
            "drop",
            "less",
            "fewer",
            "instead",
            "rather",
            "hate",
            "dislike",
        ),
        *("nie", "geen", "nooit", "nicht", "kein", "keine", "niemals", "ne", "pas", "jamais", "sans", "nunca", "sin"),
        *("não", "sem", "non", "mai", "senza"),
    }
)
"""A preference with one of these may ask for the contrary, which likeness of meaning does not tell."""

_WISHES = frozenset(
    {
        *("ask", "asks", "asked", "asking", "need", "needs", "needed", "want", "wants", "must", "should", "always"),
        *("please", "require", "required", "vra", "moet", "asseblief", "frag", "fragen", "bitte", "soll", "demander"),
        *("demandez", "faut", "pedir", "preguntar", "debe", "pergunte", "deve", "chiedere", "vragen"),
    }
)

_FILLING = frozenset({"a", "an", "the", "of", "for", "to", "caller", "callers", "their", "his", "her", "s"})
_CAUSES = {
    Cause.NOT_ASKED: "it was not asked for",
    Cause.ASKED_UNCLEARLY: "it was asked for unclearly",
    Cause.NOT_FOLLOWED_UP: "it was not asked again",
    Cause.REFUSED: "callers refused",
    Cause.CALLER_DID_NOT_KNOW: "callers did not know it",
    Cause.MISHEARD: "it was misheard",
    Cause.GIVEN_NOT_RECORDED: "it was said and not recorded",
    Cause.CALL_ENDED_FIRST: "the call ended first",
    Cause.NO_CONVERSATION: "there was no conversation",
}


class StatedPreference(Protocol):
    """What somebody said they want, and when."""

    @property
    def text(self) -> str:
        """In their own words."""

    @property
    def stated_at(self) -> datetime:
        """When they said it, in UTC."""


@dataclass(frozen=True, slots=True)
class Return:
    """Whether a candidate may be shown, in view of what was turned down.

    `because_of` is the suggestion whose idea it repeats; None where it repeats none. `what_changed` is a sentence for
    people, there when it repeats one and may be shown all the same. `held_back` is the sentence when it may not.
    """

    allowed: bool
    what_changed: str | None = None
    because_of: str | None = None
    held_back: str | None = None


def may_return(
    candidate: Draft,
    snapshot: Snapshot,
    rejected: Sequence[PastSuggestion],
    likeness: Callable[[str, str], float] | None,
    *,
    preferences: Iterable[StatedPreference] = (),
    issue_id: str | None = None,
) -> Return:
    """Say whether a candidate may be shown: it repeats nothing turned down, or something changed since each time.

    The diagnosis says what the cause is now; what a model calls the cause of its own draft changes nothing.

    Args:
        candidate: What was drafted from the snapshot.
        snapshot: What is known now.
        rejected: What people rejected or rolled back; other projects' are passed over.
        likeness: Compares two added texts by meaning, from 0 to 1; None: only their words are compared.
        preferences: What people said they want, of this project and of the whole organisation.
        issue_id: What the snapshot was taken for. Its misses are compared only with those of the same issue, which
            are of the same field; absent: with those of any.
    """
    now = _Now(candidate, snapshot, likeness, tuple(preferences), issue_id)
    latest: Return | None = None
    for past in sorted(rejected, key=_decided, reverse=True):
        if not past.is_same_project or not now.repeats(past):
            continue
        change = now.find_change(past)
        if change is None:
            held_back = f"The same idea {_tell_decision(past)}, and nothing it rests on has changed since."
            return Return(allowed=False, because_of=past.suggestion_id, held_back=held_back)
        what_changed = f"It {_tell_decision(past)}; since then {change}."
        latest = latest or Return(allowed=True, what_changed=what_changed, because_of=past.suggestion_id)
    return latest or Return(allowed=True)


def write_meaning(kind: str, cause: Cause | str, fields: Iterable[str], added: str) -> str:
    """Return the text by which a suggestion is found: what it is against, for which fields, and what it adds.

    It holds no word of a caller as long as `added` has passed the guardrails.
    """
    words = str(Cause(cause)).replace("_", " ")
    named = ", ".join(name.replace("_", " ") for name in fields)
    text = " ".join(added.split())[:MOST_ADDED]
    return f"{kind.replace('_', ' ')} because {words}: {named}. {text}".strip()


def list_added(candidate: Draft) -> str:
    """Return what the edits of a draft put in, in order."""
    return "\n".join(edit.text for edit in candidate.edits if edit.op is not EditOp.DELETE)


@dataclass(frozen=True, slots=True)
class _Now:
    """A candidate, and all that is known when it is to be shown."""

    candidate: Draft
    snapshot: Snapshot
    likeness: Callable[[str, str], float] | None
    stated: Sequence[StatedPreference]
    issue_id: str | None

    def repeats(self, past: PastSuggestion) -> bool:
        """Say whether the candidate is the same idea: for a field in common, the same kind of edit or meaning."""
        names = {field.name for field in self.snapshot.missing}
        if names and past.fields and not names & set(past.fields):
            return False
        if self.candidate.kind == past.kind:
            return True
        one, other = _plain_words(list_added(self.candidate)), _plain_words(past.added)
        if not one or not other:
            return one == other
        if len(set(one) & set(other)) / len(set(one) | set(other)) >= SAME_WORDS:
            return True
        return self.likeness is not None and self.likeness(" ".join(one), " ".join(other)) >= CLOSE

    def find_change(self, past: PastSuggestion) -> str | None:
        """Return what changed since an idea was turned down, as the end of a sentence, or None."""
        snapshot = self.snapshot
        if past.cause not in {snapshot.cause, self.candidate.cause}:
            return f"the cause of the misses is another one: {_CAUSES[snapshot.cause]}, no longer {_CAUSES[past.cause]}"
        if self._has_grown(past):
            return f"the misses grew from {past.missed:,} to {snapshot.missed:,} calls"
        if snapshot.base_version != past.base_version and self._was_rewritten(past):
            return (
                "the instructions where it applies were rewritten "
                f"(version {snapshot.base_version} is in force, it was made for version {past.base_version})"
            )
        asked = next((said for said in self.stated if self._asks_for(said, past)), None)
        return None if asked is None else f'somebody asked for it: "{_quote(asked.text)}"'

    def _has_grown(self, past: PastSuggestion) -> bool:
        is_comparable = self.issue_id is None or past.issue_id in {None, self.issue_id}
        least = max(GROWTH * past.missed, past.missed + FEWEST_MORE)
        return is_comparable and past.missed > 0 and self.snapshot.missed >= least

    def _was_rewritten(self, past: PastSuggestion) -> bool:
        """Say whether the text has changed both where the old edits stood and where the new ones would."""
        if not past.around or all_stand(past.around, self.snapshot.instructions):
            return False
        places = find_surroundings(self.snapshot.instructions, [edit.anchor for edit in self.candidate.edits])
        return not all_stand(places, "\n".join(past.around))

    def _asks_for(self, said: StatedPreference, past: PastSuggestion) -> bool:
        """Say whether a preference stated since asks for the idea; one with a "not" in it never does."""
        if past.decided_at is None or said.stated_at <= past.decided_at:
            return False
        words = _words_of(said.text)
        if words & _NEGATIONS or not words & _WISHES:
            return False
        missing = [field for field in self.snapshot.missing if not past.fields or field.name in past.fields]
        if not any(_names(words, field) for field in missing):
            return False
        if self.likeness is None:
            return True
        added = _plain_words(list_added(self.candidate))
        return self.likeness(" ".join(_plain_words(said.text)), " ".join(added)) >= ASKS


def _decided(past: PastSuggestion) -> float:
    return past.decided_at.timestamp() if past.decided_at is not None else 0.0


def _names(words: set[str], field: Field) -> bool:
    described = _words_of(field.description) - _FILLING
    return _words_of(field.name) <= words or (bool(described) and described <= words)


def _words_of(text: str) -> set[str]:
    """Return the words of a text, those with a hyphen also as one: `e-mail` is `email`."""
    return {*_plain_words(text), *_plain_words(re.sub(r"(?<=\w)[-‐‑](?=\w)", "", text))}


def _tell_decision(past: PastSuggestion) -> str:
    done = "rolled back" if past.status is SuggestionStatus.ROLLED_BACK else "rejected"
    on = f" on {past.decided_at.day} {past.decided_at:%B %Y}" if past.decided_at is not None else ""
    why = f' with the reason "{_quote(past.reason)}"' if past.reason and past.reason.strip() else ""
    return f"was {done}{on}{why}"


def _quote(words: str) -> str:
    line = " ".join(words.replace('"', "'").split())
    return line if len(line) <= LONGEST_SAID else f"{line[: LONGEST_SAID - 1].rstrip()}…"


def _plain_words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text[:MOST_ADDED].casefold())

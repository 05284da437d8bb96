"""What do all the rules say of one text?

Each rule is a small function with a number that is never given to another rule. Most know English only; the others look
at signs and numbers.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from memory.vocabulary import Field
from tools.review.confirming import find_missing_read_back, find_missing_summary
from tools.review.findings import Remark
from tools.review.order import (
    find_contradictions,
    find_duplicates,
    find_lost_references,
    find_steps_after_the_end,
)
from tools.review.questions import (
    find_guessing,
    find_open_requests,
    find_unasked_fields,
    find_unnamed_choices,
)
from tools.review.reading import Project, Reading
from tools.review.several import find_several_questions
from tools.review.shape import (
    find_broken_variables,
    find_left_over,
    find_long_text,
    find_no_closing,
    find_no_greeting,
    find_short_text,
    is_hardly_anything,
)
from tools.review.speaking import (
    find_long_speeches,
    find_unlimited_turns,
    find_unspoken_numbers,
    find_written_forms,
)
from tools.review.trouble import (
    find_no_way_out,
    find_pressing,
    find_unhandled_noise,
    find_unhandled_refusal,
    find_unhandled_silence,
    find_unhandled_voicemail,
    find_unhandled_wrong_person,
)

MOST_READ = 40_000
"""Characters of a text that the rules read; the length of all of it is judged too."""

MOST_A_RULE = 5


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its number, its name, the article that explains it, and what looks for it.

    `any_language` says that it needs no English; `any_length` that it makes sense for a text of a few words too.
    """

    id: str
    title: str
    article: str
    look: Callable[[Reading, Project], Iterator[Remark]]
    any_language: bool = False
    any_length: bool = False


RULES: tuple[Rule, ...] = (
    Rule("V01", "One question at a time", "one-question-at-a-time", find_several_questions),
    Rule("V02", "Every required field is asked for", "name-what-to-collect", find_unasked_fields),
    Rule("V03", "What to collect is named", "name-what-to-collect", find_open_requests),
    Rule("V04", "Choices are offered", "name-what-to-collect", find_unnamed_choices),
    Rule("V05", "Nothing is guessed", "unclear-answers", find_guessing),
    Rule("V06", "Numbers and addresses are read back", "read-back-and-confirm", find_missing_read_back),
    Rule("V07", "All is confirmed before the end", "read-back-and-confirm", find_missing_summary),
    Rule("V08", "Silence is handled", "silence", find_unhandled_silence),
    Rule("V09", "Refusal is handled", "refusals", find_unhandled_refusal),
    Rule("V10", "Unclear answers are handled", "unclear-answers", find_unhandled_noise),
    Rule("V11", "Nobody is pressed", "refusals", find_pressing),
    Rule("V12", "Voicemail is handled", "voicemail-and-wrong-person", find_unhandled_voicemail),
    Rule("V13", "The wrong person is handled", "voicemail-and-wrong-person", find_unhandled_wrong_person),
    Rule("V14", "There is a way to a person", "handing-over", find_no_way_out),
    Rule("V15", "No order contradicts another", "orders-that-fit-together", find_contradictions),
    Rule("V16", "Nothing stands twice", "orders-that-fit-together", find_duplicates, any_language=True),
    Rule("V17", "No step follows the end of the call", "orders-that-fit-together", find_steps_after_the_end),
    Rule("V18", "Steps that are named exist", "orders-that-fit-together", find_lost_references),
    Rule("V19", "Dates and numbers are spoken", "speak-dates-and-numbers", find_unspoken_numbers),
    Rule("V20", "Nothing asks for a written form", "speak-dates-and-numbers", find_written_forms),
    Rule("V21", "No speech is too long", "short-turns", find_long_speeches),
    Rule("V22", "Turns are kept short", "short-turns", find_unlimited_turns),
    Rule("V23", "The text is not too long", "how-long-instructions-may-be", find_long_text, any_language=True),
    Rule("V24", "The call is opened", "opening-and-closing", find_no_greeting),
    Rule("V25", "The call is closed", "opening-and-closing", find_no_closing),
    Rule("V26", "Nothing is left to fill in", "variables-and-gaps", find_left_over, True, True),
    Rule("V27", "Variables are whole", "variables-and-gaps", find_broken_variables, True, True),
    Rule("V28", "There are instructions", "how-long-instructions-may-be", find_short_text, True, True),
)


def find_remarks(
    text: str, *, fields: Sequence[Field], goal: str, project_name: str, is_english: bool = True
) -> list[tuple[Rule, Remark]]:
    """Return what the rules notice, by rule and place; instructions that follow them all give nothing.

    Args:
        text: The instructions; of a long text only the first `MOST_READ` characters are read by most rules.
        fields: What every call should capture.
        goal: What the calls are for.
        project_name: How the project is called.
        is_english: Whether rules that know English only may run.
    """
    project = Project(tuple(fields), goal, project_name)
    reading = Reading(text[:MOST_READ])
    is_short = is_hardly_anything(reading)
    noticed: list[tuple[Rule, Remark]] = []
    for rule in RULES:
        if (is_short and not rule.any_length) or (not is_english and not rule.any_language):
            continue
        seen = Reading(text) if rule.look is find_long_text and len(text) > MOST_READ else reading
        noticed += ((rule, remark) for remark in islice(rule.look(seen, project), MOST_A_RULE))
    return noticed

import pytest

from agents.prompt_leaks import repeats_prompt

PROMPT = 'You make the smallest change.\n\n- "line": the number of the line where your text belongs.'


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("the number of the line where your text belongs", True),
        ("Say THE number, of the line; where your-text!", True),
        ("You make the smallest change. - line: the number", True),
        ("the number of the line where your answer belongs", False),
        ("Ask for the number of the line.", False),
        ("", False),
        ("…", False),
    ],
)
def test_eight_words_in_a_row_are_a_leak(text: str, leaks: bool) -> None:
    assert repeats_prompt(text, PROMPT) is leaks


def test_words_that_are_known_anyway_are_none() -> None:
    text = "the number of the line where your text belongs"
    assert not repeats_prompt(text, PROMPT, known=f"Tell {text}.")


def test_parts_of_words_do_not_count() -> None:
    assert not repeats_prompt("he number of the line where your text belong", PROMPT)

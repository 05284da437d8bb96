"""Two writings of the same speech count as the same words."""

import pytest

from evals.suites.transcription.words import spoken_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("It costs $15.", "it costs fifteen dollars"),
        ("At 9:00 AM", "at nine a.m."),
        ("2:30 pm", "two thirty PM"),
        ("ada.byron@mail.example", "ada dot byron at mail dot example"),
        ("Code X4T", "code x four T"),
        ("B-Y-R-O-N", "b y r o n"),
        ("BYRON", "B. Y. R. O. N."),
        ("twenty-one", "21"),
        ("three hundred", "300"),
        ("five oh five", "5 0 5"),
        ("555-801", "five five five, eight zero one"),
        ("1,200", "1200"),
        ("I'm okay", "Im OK".lower()),
        ("I’m here", "I'm here"),
        ("20%", "twenty percent"),
    ],
)
def test_alike(written, said):
    assert spoken_words(written) == spoken_words(said)


@pytest.mark.parametrize(
    ("one", "other"), [("Ada", "Eda"), ("21", "2"), ("five", "nine"), ("", "a"), ("oh dear", "0 dear")]
)
def test_not_alike(one, other):
    assert spoken_words(one) != spoken_words(other)


def test_nothing_is_no_words():
    assert spoken_words(" ... ?! ") == []

"""Words that nobody said are left out; words that somebody said stay."""

import numpy as np
import pytest

from memory.spoken import Word
from tools.transcription.doubt import Doubts, without_loops, without_silence
from tools.transcription.spans import Piece, Span, audible_frames, covered_share, pieces_of, spans_of


def said(text: str, start_s: float = 0.0, probability: float = 0.9) -> list[Word]:
    return [
        Word(f" {word}", start_s + 0.3 * index, start_s + 0.3 * index + 0.25, probability)
        for index, word in enumerate(text.split())
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("so " * 40, "so"),
        ("I am here. " * 12, "I am here."),
        ("well " + "the number is four and then I said " * 6 + "bye", "well the number is four and then I said bye"),
        ("no no no no", "no no no no"),
        ("seven seven seven seven seven", "seven seven seven seven seven"),
        ("five five five five five five five five five", "five five five five five five five five five"),
        ("as I said as I said it", "as I said as I said it"),
    ],
)
def test_only_loops_are_shortened(text, kept):
    assert " ".join(word.text.strip() for word in without_loops(said(text), Doubts())) == kept


def test_words_where_the_channel_is_silent_are_left_out():
    audible = np.zeros(500, dtype=bool)
    audible[:150] = True
    doubts = Doubts()
    kept = without_silence([*said("yes please."), *said("thank you.", 7.0)], audible, None, doubts)
    assert "".join(word.text for word in kept) == " yes please."
    assert doubts.as_remarks() == ["Left out: 2 words that the recogniser wrote where nobody speaks."]


def test_an_improbable_sentence_outside_speech_is_left_out_and_a_probable_one_kept():
    audible = np.ones(1_000, dtype=bool)
    words = [*said("mumble mumble.", 1.0, 0.2), *said("my name is Ada.", 8.0, 0.8)]
    kept = without_silence(words, audible, [Span(15, 18)], Doubts())
    assert "".join(word.text for word in kept).strip() == "my name is Ada."


def test_what_stands_under_films_is_left_out_when_it_is_improbable():
    audible = np.ones(1_000, dtype=bool)
    assert without_silence(said("Thanks for watching!", 1.0, 0.5), audible, None, Doubts()) == []
    assert without_silence(said("Thanks for calling!", 1.0, 0.5), audible, None, Doubts()) != []
    assert without_silence(said("Thanks for watching!", 1.0, 0.95), audible, None, Doubts()) != []


def test_pieces_hold_at_most_half_a_minute_and_everything():
    levels = np.full(10_000, -30, dtype=np.float32)
    spans = (Span(0, 12), Span(14, 25), Span(30, 45), Span(50, 130), Span(140, 141))
    pieces = list(pieces_of(0, spans, levels))
    assert max(piece.length_s for piece in pieces) <= 30.001
    assert sum(piece.length_s for piece in pieces) == pytest.approx(sum(span.length_s for span in spans))


def test_a_long_part_is_cut_where_it_is_quietest():
    levels = np.full(3_000, -20, dtype=np.float32)
    levels[1_250:1_265] = -60
    first = next(iter(pieces_of(0, (Span(0, 60),), levels)))
    assert first.spans[0].end_s == pytest.approx(25.15, abs=0.1)


def test_times_within_a_piece_are_times_of_the_recording():
    piece = Piece(0, (Span(10, 12), Span(20, 25)))
    assert piece.time_of(1.0, 1.5) == (11.0, 11.5)
    assert piece.time_of(2.5, 3.0) == (20.5, 21.0)
    assert piece.time_of(1.9, 2.3) == (20.0, 20.3)
    assert piece.time_of(99.0, 99.5) == (25.0, 25.0)


def test_what_can_be_heard_stands_above_the_noise_of_its_channel():
    levels = np.full(1_000, -55, dtype=np.float32)
    levels[300:500] = -20
    audible = audible_frames(levels)
    assert audible[300:500].all()
    assert not audible[:300].any()
    spans = spans_of(audible)
    assert len(spans) == 1
    assert spans[0].start_s == pytest.approx(5.5)
    assert covered_share(audible, spans) == 1.0
    assert not audible_frames(np.full(100, -90, dtype=np.float32)).any()
    assert spans_of(np.zeros(0, dtype=bool)) == ()


def test_an_even_loud_recording_can_be_heard_throughout():
    assert audible_frames(np.full(1_000, -20, dtype=np.float32)).all()

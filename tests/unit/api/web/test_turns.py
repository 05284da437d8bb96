"""Turns are laid out with what was cited and what was hard to hear, and long ones are cut."""

from api.web.turns import LONGEST_SHOWN, Piece, find_doubtful, show_turn, show_turns
from memory.spoken import SpeakerSource, SpokenTurn, Transcription, Word
from memory.vocabulary import Quote, Speaker, Turn


def heard(*words: tuple[str, float]) -> SpokenTurn:
    return SpokenTurn(Speaker.CALLER, tuple(Word(text, 1.0, 2.0, probability) for text, probability in words))


def test_cited_words_are_marked_and_overlapping_ones_become_one() -> None:
    turn = Turn(Speaker.CALLER, "one two three four")
    quotes = [Quote("c", 0, "two three"), Quote("c", 0, "three four"), Quote("c", 1, "one")]

    shown = show_turn(0, turn, quotes, is_whole=False)

    assert shown.pieces == (Piece("one "), Piece("two three four", is_cited=True))
    assert (shown.is_cited, shown.hidden, shown.starts_late) == (True, 0, False)


def test_words_that_were_hard_to_hear_are_found_whatever_stands_around_them() -> None:
    spoken = heard(("  Well, ", 0.9), (" it's", 0.1), (" 4", 0.3), ("-", 0.9), ("5", 0.2), (" ", 0.0), (".", 0.8))

    assert [spoken.text[begin:end] for begin, end in find_doubtful(spoken)] == ["it's", "4", "5"]


def test_words_can_be_cited_and_hard_to_hear_at_once() -> None:
    spoken = heard((" My", 0.9), (" name", 0.9), (" is", 0.9), (" Bo.", 0.2))
    turns = Transcription((spoken,), 3.0, "en", SpeakerSource.CHANNELS, "x").as_transcript()

    shown = show_turn(0, turns[0], [Quote("c", 0, "is Bo.")], is_whole=False, doubtful=find_doubtful(spoken))

    assert shown.pieces == (
        Piece("My name "),
        Piece("is ", is_cited=True),
        Piece("Bo.", is_cited=True, is_doubtful=True),
    )


def test_a_long_turn_is_cut_around_what_was_cited() -> None:
    turn = Turn(Speaker.CALLER, "x" * 50_000 + "needle" + "y" * 50_000)

    cut = show_turn(0, turn, [Quote("c", 0, "needle")], is_whole=False)
    whole = show_turn(0, turn, [Quote("c", 0, "needle")], is_whole=True)

    assert Piece("needle", is_cited=True) in cut.pieces
    assert cut.starts_late
    assert sum(len(piece.text) for piece in cut.pieces) <= LONGEST_SHOWN + 1
    assert cut.hidden + sum(len(piece.text) for piece in cut.pieces) == len(turn.text)
    assert "".join(piece.text for piece in whole.pieces) == turn.text


def test_a_turn_of_no_words_has_no_pieces() -> None:
    assert show_turn(0, Turn(Speaker.AGENT, ""), [], is_whole=False).pieces == ()


def test_only_the_turns_of_one_page_are_laid_out() -> None:
    turns = [Turn(Speaker.AGENT, str(number)) for number in range(10)]

    assert [turn.number for turn in show_turns(turns, (), start=4, count=3)] == [4, 5, 6]
    assert show_turns(turns, (), start=99, count=3) == []

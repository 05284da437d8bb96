import pytest

from tools.calls import LONGEST_RESULT, LONGEST_TURN, MOST_FOUND, MOST_TURNS, CallView, read_turns, search_call

CALL = CallView(
    {0: "agent: Welcome. What is your e-mail?", 1: "caller: It is [EMAIL_1].", 2: "agent: Thank you, [NAME_1]!"},
    length=3,
    tag="data-abc123",
)
LONG = CallView({n: f"caller: word number {n} and so on" for n in (*range(1000), *range(9000, 10000))}, 10_000, "t")


async def _read(view: CallView, first: object, last: object) -> str:
    return await read_turns.run(view, {"first": first, "last": last})


async def _search(view: CallView, words: object) -> str:
    return await search_call.run(view, {"words": words})


async def test_turns_are_read_between_tags_with_their_numbers() -> None:
    assert await _read(CALL, 1, 2) == (
        "<data-abc123>\n1 caller: It is [EMAIL_1].\n2 agent: Thank you, [NAME_1]!\n</data-abc123>"
    )


async def test_the_rest_of_the_call_is_told() -> None:
    assert (await _read(CALL, 0, 1)).endswith("\nThe call goes on up to turn 2.")


@pytest.mark.parametrize(("first", "last"), [(3, 9), (2, 1), (10**30, 10**31)])
async def test_turns_that_do_not_exist_are_answered_in_words(first: int, last: int) -> None:
    assert await _read(CALL, first, last) == "There are no such turns. The call has the turns 0 to 2."


async def test_a_call_without_turns_has_none_to_read() -> None:
    assert "no such turns" in await _read(CallView({}, 0, "t"), 0, 5)


async def test_a_negative_number_is_answered_in_words() -> None:
    assert await _read(CALL, -1, 2) == "first: Input should be greater than or equal to 0."


async def test_what_is_left_out_of_a_long_call_cannot_be_read() -> None:
    assert await _read(LONG, 5000, 5010) == "These turns cannot be read."


@pytest.mark.parametrize("last", [999, 10**9])
async def test_at_most_a_page_is_read_at_once(last: int) -> None:
    said = await _read(LONG, 0, last)
    assert said.count("\n") <= MOST_TURNS + 3
    assert len(said) <= LONGEST_RESULT + 100


async def test_a_huge_turn_is_cut() -> None:
    said = await _read(CallView({0: f"caller: {'ha' * 500_000}"}, 1, "t"), 0, 0)
    assert len(said) < LONGEST_TURN + 50
    assert "…" in said


async def test_the_turns_with_the_most_of_the_words_are_found_in_order() -> None:
    assert (
        await _search(CALL, "e-MAIL what?") == "<data-abc123>\n0 agent: Welcome. What is your e-mail?\n</data-abc123>"
    )
    assert (await _search(LONG, "number 9001 so")).count("\n") == MOST_FOUND + 1
    assert "9001 caller: word number 9001" in await _search(LONG, "number 9001 so")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("zebra", "No turn holds any of these words."),
        ("?!", "Give at least one word."),
        ("", "Give at least one word."),
        (5, "words: Input should be a valid string."),
        ("word " * 1_000_000, "No turn holds any of these words."),
        (".*", "Give at least one word."),
    ],
    ids=["not there", "no word", "empty", "number", "huge", "pattern"],
)
async def test_odd_searches_are_answered_in_words(words: object, said: str) -> None:
    assert await _search(CALL, words) == said

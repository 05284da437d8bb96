from memory.imports.results import MOST_LINES_LISTED, ImportResult, LineNote


def test_a_result_is_printed_as_the_contract_has_it() -> None:
    result = ImportResult()
    result.count(3, 2, 1)
    result.refused.add(LineNote(7, "status is missing"))

    assert result.as_contract() == {
        "created": 3,
        "updated": 2,
        "unchanged": 1,
        "refused": [{"line": 7, "reason": "status is missing"}],
        "reported": [],
    }


def test_a_file_of_another_kind_does_not_fill_the_memory() -> None:
    result = ImportResult()
    result.refused.extend(LineNote(number, "no") for number in range(1, MOST_LINES_LISTED + 6))

    printed = result.as_contract()["refused"]

    assert result.refused.total == MOST_LINES_LISTED + 5
    assert len(printed) == MOST_LINES_LISTED + 1
    assert printed[-1] == {"line": MOST_LINES_LISTED + 5, "reason": "... and 5 more lines, not listed here"}

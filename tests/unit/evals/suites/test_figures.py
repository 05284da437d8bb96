from math import inf

from evals.suites.figures import Figure, SuiteResult, number, table


def test_a_figure_is_held_against_its_floor_in_its_direction() -> None:
    assert Figure("delay", 50, 10, floor=60).passed
    assert not Figure("delay", inf, 10, floor=60).passed
    assert Figure("share", 0.99, 10, floor=0.98, at_most=False).passed
    assert not Figure("share", 0.97, 10, floor=0.98, at_most=False).passed


def test_what_is_printed_only_passes() -> None:
    assert Figure("delay", inf, 10).passed


def test_the_document_has_the_shape_of_the_contract() -> None:
    result = SuiteResult("detection", (Figure("delay", inf, 10, floor=60), Figure("share", 0.5, 3)), "text")

    assert result.as_json() == [
        {"name": "detection", "metric": "delay", "value": None, "floor": 60, "passed": False, "cases": 10},
        {"name": "detection", "metric": "share", "value": 0.5, "floor": None, "passed": True, "cases": 3},
    ]
    assert [figure.metric for figure in result.missed] == ["delay"]


def test_a_table_lines_its_columns_up() -> None:
    lines = table("Title", ["name", "value"], [["a", number(1234.5)], ["long name", number(inf)]]).splitlines()

    assert lines[0] == "Title"
    assert lines[4:] == ["  a          1,234", "  long name      -"]

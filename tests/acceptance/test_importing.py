"""Files come in through the page: what is good is kept, what is not is listed line by line."""

import json
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.acceptance.site import Site, make_call

pytestmark = pytest.mark.browser

PROJECT = {
    "project": "bookings",
    "name": "Marula Table",
    "instructions": "You take table bookings.\nAsk for the name.",
    "fields": [{"name": "name"}, {"name": "email"}],
}


def write(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


async def send(page: Page, kind: str, file: Path) -> None:
    await page.goto("/import")
    await page.get_by_role("radio", name=kind).check()
    await page.get_by_label("File", exact=True).set_input_files(file)
    await page.get_by_role("button", name="Import the file").click()


async def test_projects_and_calls_come_in_and_refused_lines_are_listed(page: Page, site: Site, tmp_path: Path) -> None:
    await send(page, "Projects", write(tmp_path / "projects.jsonl", [json.dumps(PROJECT)]))
    await expect(page.get_by_role("heading", name="Read projects.jsonl")).to_be_visible(timeout=20_000)

    calls = [json.dumps(make_call(number)) for number in range(30)]
    broken = [*calls[:10], "no json at all", json.dumps({**make_call(99), "project": "nowhere"}), *calls[10:]]
    await send(page, "Calls", write(tmp_path / "calls.jsonl", broken))

    await expect(page.get_by_role("heading", name="Read calls.jsonl")).to_be_visible(timeout=20_000)
    await expect(page.get_by_role("status").filter(has_text="2 lines were refused")).to_be_visible()
    refused = page.get_by_role("table").get_by_role("row")
    await expect(refused.nth(1)).to_contain_text("11")
    await expect(refused.nth(2)).to_contain_text("12")
    await expect(page.locator(".tiles")).to_contain_text("New30")

    await page.goto("/import")
    await expect(page.get_by_role("row", name="calls.jsonl")).to_contain_text("Done")
    await page.goto("/")
    await expect(page.get_by_role("row", name="Marula Table")).to_be_visible()
    assert list((site.home / "uploads").iterdir()) == []


async def test_an_empty_file_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()

    await send(page, "Calls", empty)

    await expect(page.get_by_role("alert").filter(has_text="what arrived was empty")).to_be_visible()


async def test_calls_before_their_project_are_refused_line_by_line(page: Page, tmp_path: Path) -> None:
    await send(page, "Calls", write(tmp_path / "calls.jsonl", [json.dumps(make_call(1))]))

    await expect(page.get_by_role("status").filter(has_text="1 line was refused")).to_be_visible(timeout=20_000)
    await expect(page.get_by_role("row", name="1")).to_contain_text("bookings")

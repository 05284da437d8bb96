"""Rules that hold for every file of the product."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("agents", "api", "evals", "graphs", "knowledge_base", "memory", "tools")
MOST_LINES_A_FILE = 300
MOST_LINES_A_FUNCTION = 50
BANNED_NAMES = {"utils", "helpers", "common", "manager", "base_service", "v2"}
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
ALLOWED_AT_IMPORT = (*DEFINITIONS, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.Expr, ast.If)


def _files() -> list[Path]:
    found = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("path", _files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_keeps_the_rules(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)

    assert text.count("\n") <= MOST_LINES_A_FILE
    assert ast.get_docstring(tree), "a module says which question it answers"
    assert path.stem not in BANNED_NAMES
    for function in _functions(tree):
        assert (function.end_lineno or 0) - function.lineno < MOST_LINES_A_FUNCTION, function.name
    assert all(isinstance(node, ALLOWED_AT_IMPORT) for node in tree.body)


def test_only_the_settings_read_the_environment() -> None:
    readers = []
    for path in _files():
        names = {node.attr for node in ast.walk(_tree(path)) if isinstance(node, ast.Attribute)}
        names |= {
            alias.name for node in ast.walk(_tree(path)) if isinstance(node, ast.ImportFrom) for alias in node.names
        }
        if names & {"environ", "getenv"}:
            readers.append(str(path.relative_to(ROOT)))

    assert set(readers) <= {"api/settings.py"}


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("*.py")}

    assert [str(folder) for folder in folders if not (folder / "__init__.py").exists()] == []

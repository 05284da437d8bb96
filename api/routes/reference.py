"""What does the JSON API offer? A page written from its own description, with nothing to load from elsewhere."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from api.parts import SharedParts

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing the API does."""

    method: str
    path: str
    says: str
    parameters: tuple[tuple[str, str], ...]
    takes: str | None
    returns: str | None


@dataclass(frozen=True, slots=True)
class Shape:
    """One document and its parts."""

    name: str
    says: str
    parts: tuple[tuple[str, str], ...]


@router.get("/api/v1/docs")
async def show_reference(request: Request, parts: SharedParts) -> HTMLResponse:
    """Show everything the API offers."""
    described = request.app.openapi()
    subjects: dict[str, list[Operation]] = {}
    for path, methods in described["paths"].items():
        for method, found in methods.items():
            subjects.setdefault(found["tags"][0], []).append(_operation(method, path, found))
    shapes = [_shape(name, found) for name, found in sorted(described["components"]["schemas"].items())]
    html = parts.pages.render("reference.html", {"subjects": subjects, "shapes": shapes})
    return HTMLResponse(html)


def _operation(method: str, path: str, found: dict[str, Any]) -> Operation:
    parameters = tuple(
        (parameter["name"], _type_of(parameter["schema"]))
        for parameter in found.get("parameters", ())
        if parameter["in"] != "header"
    )
    answers = [found["responses"][status] for status in ("200", "201", "202") if status in found["responses"]]
    return Operation(
        method.upper(),
        path,
        found.get("description", ""),
        parameters,
        _content(found.get("requestBody", {})),
        _content(answers[0]) if answers else None,
    )


def _content(found: dict[str, Any]) -> str | None:
    kinds = found.get("content", {})
    if "application/json" in kinds:
        return _type_of(kinds["application/json"]["schema"])
    return " or ".join(kinds) or None


def _shape(name: str, found: dict[str, Any]) -> Shape:
    parts = tuple((part, _type_of(schema)) for part, schema in found.get("properties", {}).items())
    return Shape(name, found.get("description", ""), parts)


def _type_of(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(_type_of(part) for part in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_type_of(schema.get('items', {}))}"
    if "enum" in schema:
        return " or ".join(str(value) for value in schema["enum"])
    return str(schema.get("format") or schema.get("type") or "anything")

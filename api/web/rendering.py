"""How does a page become HTML? Jinja templates that escape everything and refuse what is not defined."""

from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.web import addresses, words

API_FOLDER = Path(__file__).parent.parent
TEMPLATES = API_FOLDER / "templates"
STATIC = API_FOLDER / "static"


class Pages:
    """The templates, with the words and addresses they use."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def render(self, template: str, values: dict[str, object]) -> str:
        """Return a template filled with `values`; a name it misses is an error, never a blank."""
        return self._environment.get_template(template).render(values)


def build_pages(model: str | None) -> Pages:
    """Return the pages; `model` is the name of the model that drafts, None in playbook mode."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        words=words,
        to=addresses,
        asset=_stamp({path.name: path for path in STATIC.iterdir()} | {"htmx.js": find_htmx()}),
        model=model,
    )
    return Pages(environment)


def find_htmx() -> Path:
    """Return the file of htmx inside the installed wheel, without importing Django."""
    spec = find_spec("django_htmx")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("The package django-htmx is not installed.")
    return Path(spec.origin).parent / "static" / "django_htmx" / "htmx-2.min.js"


def _stamp(files: dict[str, Path]) -> "Stamper":
    return Stamper({name: sha256(path.read_bytes()).hexdigest()[:12] for name, path in files.items()})


class Stamper:
    """Names a static file with a stamp of its content, so that browsers may keep it for ever."""

    def __init__(self, stamps: dict[str, str]) -> None:
        self._stamps = stamps

    def __call__(self, name: str) -> str:
        """Return the address of a static file."""
        return f"/static/{quote(name)}?v={self._stamps[name]}"

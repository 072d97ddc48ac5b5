"""Which folders hold words, and where the catalogue of each lies."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICE = ROOT / "src" / "evenhand_service"
APPS = (
    "common",
    "accounts",
    "organisations",
    "monitoring",
    "plan",
    "governance",
    "commissioning",
    "publication",
)
LANGUAGE = "cy"


def folders(app: str) -> list[Path]:
    """Return the folders whose words an app's catalogue holds: `config` is no app, and its words are with `common`."""
    return [SERVICE / app, SERVICE / "config"] if app == "common" else [SERVICE / app]


def catalogue_path(app: str) -> Path:
    """Return where an app's Welsh lies."""
    return SERVICE / app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def python_files(app: str) -> list[Path]:
    """Return an app's Python files."""
    return [path for folder in folders(app) for path in sorted(folder.rglob("*.py"))]


def templates(app: str) -> list[Path]:
    """Return an app's templates."""
    found = (path for folder in folders(app) for path in folder.rglob("*.jinja"))
    return sorted(path for path in found if "jinja2" in path.parts)

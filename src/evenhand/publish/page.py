"""The page as a whole: one file of HTML that needs nothing beside it."""

from base64 import b64encode
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from typing import Any

from jinja2 import Environment

from evenhand.findings.words import capital
from evenhand.publish.anchors import area_anchor, area_file
from evenhand.publish.area_section import area_section
from evenhand.publish.facts import protection_words
from evenhand.publish.rendering import environment
from evenhand.publish.shelf import Shelf
from evenhand.publish.statements import nothing_held, statements, unsaid_sentences
from evenhand.publish.trust import trust_pairs
from evenhand.publish.types import Release
from evenhand.publish.views import AreaSection, Link, Table
from evenhand.publish.words import whole

SHOWN_AREAS = 3
"""How many areas stand on the first page in full, those of the headlines before others; the rest on their own."""
SHOWN_UNSAID = 4
"""How many sentences on what cannot be said stand open; the others wait behind a heading."""
DATA_FILES = ("measures.csv", "counts.csv", "measures.json", "findings.json")
"""What the page links to. Not run.json: it holds exact numbers of rows and fingerprints of files."""
TO_TAKE_AWAY = ("report.pdf", "tables.ods")
"""What the page links to first, where it was written: the report to print, every table as a spreadsheet."""
_FOLDER = resources.files("evenhand.publish") / "templates"


def render_page(
    release: Release,
    *,
    docs: str | None = None,
    pages: Sequence[Link] = (),
    files: Collection[str] = (),
    other_language: Link | None = None,
    shelf: Shelf | None = None,
) -> str:
    """Return the first page of a release: no script, no request, the same bytes for the same release.

    `docs` is where the documentation lies, for a link; `pages` are the pages behind this one; `files` the other
    files of the release. Without them there are no links. `shelf` is that of the release where there is one.
    """
    css, style_hash = page_style()
    template = page_environment(files).get_template("page.html.jinja")
    contents = _contents(shelf or Shelf(release), [one.to for one in pages])
    contents["files"] = (*(one for one in TO_TAKE_AWAY if one in files), *DATA_FILES)
    page = template.render(
        **contents,
        css=css,
        style_hash=style_hash,
        docs=docs,
        links=pages,
        top_links=_top_links(pages),
        other_language=other_language,
    )
    return page.rstrip("\n") + "\n"


def page_style() -> tuple[str, str]:
    """Return the style of every page and its hash for the page's content security policy."""
    css = (_FOLDER / "page.css").read_text("utf-8")
    return css, _hash(css)


def page_environment(files: Collection[str] = ()) -> Environment:
    """Return what renders the templates; a figure links to its own files where they are among `files`."""
    return _environment(frozenset(files))


@lru_cache(maxsize=8)
def _environment(files: frozenset[str]) -> Environment:
    """An environment keeps the templates it has compiled: there is one for every page of a release."""
    made = environment().overlay()
    made.globals = {**made.globals, "written": files}
    return made


def _top_links(pages: Sequence[Link]) -> list[Link]:
    """The links near the top: not those of areas, where there are several."""
    others = [one for one in pages if not one.to.startswith("area-")]
    return list(pages) if len(pages) - len(others) < 2 else others


def shown_areas(shelf: Shelf) -> tuple[AreaSection, ...]:
    """Return the sections of the areas that stand on the first page in full; what is no place only if all is none."""
    numbered = list(enumerate(shelf.areas, start=1))
    real = [(number, area) for number, area in numbered if not shelf.is_apart(area)]
    return tuple(area_section(shelf, number, area) for number, area in (real or numbered)[:SHOWN_AREAS])


def _other_areas(shelf: Shelf, shown: Collection[str], pages: Collection[str]) -> tuple[Table, list[Link]]:
    """The areas that do not stand in full: how many people, and links to their pages."""
    first = next((one for one in shelf.programme.stages if one.unit == shelf.programme.unit), None)
    rows, links = [], []
    for number, area in enumerate(shelf.areas, start=1):
        if area_anchor(number) in shown:
            continue
        count = shelf.count(area, first) if first else None
        rows.append((shelf.area_name(area), count.words if count else "–"))
        if area_file(number) in pages:
            links.append(Link(to=area_file(number), words=shelf.area_name(area)))
    heads = (shelf.say("page.areas.area"), capital(first.people) if first else "")
    title = shelf.say("page.areas.others")
    return Table(caption=title, heads=heads, rows=tuple(rows), numbers=frozenset({1})), links


def _contents(shelf: Shelf, pages: Collection[str]) -> dict[str, Any]:
    release = shelf.release
    sections = shown_areas(shelf)
    others, other_links = _other_areas(shelf, {one.id for one in sections}, pages)
    unsaid = unsaid_sentences(release.findings)
    protection = release.counts.protection
    return {
        "programme": release.programme,
        "language": release.language,
        "say": shelf.say,
        "title": page_title(shelf),
        "places": places(shelf),
        "meta": meta(shelf),
        "publishable": protection is not None and protection.publishable,
        "headlines": statements(shelf, release.findings.headlines, sections, pages),
        "further": statements(shelf, release.findings.further, sections, pages),
        "nothing_held": nothing_held(shelf),
        "rule": release.findings.rule,
        "unsaid": unsaid[:SHOWN_UNSAID],
        "unsaid_more": unsaid[SHOWN_UNSAID:],
        "sections": sections,
        "pages": frozenset(pages),
        "other_areas": others,
        "area_links": [*(Link(to=f"#{one.id}", words=one.name) for one in sections), *other_links],
        "about": trust_pairs(shelf),
        "notes": [one for one in release.programme.notes if one not in unsaid],
        "inputs": inputs_table(shelf),
        "left_out": left_out(shelf),
        "trace": trace(shelf),
    }


def page_title(shelf: Shelf) -> str:
    """Return the title of the browser's window: the question and where."""
    return f"{shelf.programme.question}: {places(shelf)}"


def places(shelf: Shelf) -> str:
    """Return the areas by name where there are few, else their number."""
    real = [code for code in shelf.areas if not shelf.is_apart(code)] or shelf.areas
    names = [shelf.area_name(code) for code in real]
    return shelf.speech.joined(names) if len(names) <= 3 else shelf.say("page.areas_number", count=len(names))


def meta(shelf: Shelf) -> tuple[str, ...]:
    """Return where, when, as at, and how protected, each as a piece of one line."""
    as_at = str(shelf.release.run.get("as_at") or "")
    latest = dict.fromkeys(shelf.period(code) for code in shelf.areas)
    pieces = [
        shelf.programme.title,
        places(shelf),
        shelf.speech.joined(shelf.speech.period(one) for one in latest),
    ]
    if len(shelf.periods) > len(latest):
        pieces.append(shelf.say("page.earlier_periods"))
    pieces += [
        shelf.say("page.as_at", day=shelf.speech.day(as_at)) if as_at else "",
        protection_words(shelf),
    ]
    return tuple(piece for piece in pieces if piece)


def inputs_table(shelf: Shelf) -> Table:
    """Return what was read, file by file: rows read, taken, refused, and told twice, as they may be shown."""
    rows = tuple(
        (
            str(one.get("file", one.get("name", ""))),
            *(_number(one.get(name)) for name in ("read", "accepted", "rejected", "duplicates")),
        )
        for one in _shown_inputs(shelf.release.run)
    )
    heads = tuple(
        shelf.say(f"page.inputs.{name}") for name in ("file", "read", "accepted", "refused", "repeated")
    )
    return Table(
        caption=shelf.say("page.inputs.title"), heads=heads, rows=rows, numbers=frozenset({1, 2, 3, 4})
    )


def _shown_inputs(run: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The files with their numbers of rows as the policy shows them."""
    return run.get("inputs_shown") or run.get("inputs") or ()


def left_out(shelf: Shelf) -> tuple[str, ...]:
    """Return what was not read and what was warned of, a sentence each."""
    run = shelf.release.run
    said = [
        f"{one.get('file', '')}: {warning}"
        for one in _shown_inputs(run)
        for warning in one.get("warnings") or ()
    ]
    skipped = list(run.get("skipped") or ())
    said += [
        shelf.say("page.not_read", what=f"{one.get('file', '')}: {one.get('reason', '')}")
        for one in skipped
        if isinstance(one, Mapping)
    ]
    said += [shelf.say("page.not_read", what=one) for one in skipped if isinstance(one, str)]
    return (*said, *(str(one) for one in run.get("warnings") or ()))


def trace(shelf: Shelf) -> tuple[str, ...]:
    """Return by what every figure can be traced, as pieces of one line."""
    release = shelf.release
    protection, programme = release.counts.protection, release.programme
    named = {
        "run": str(release.run.get("run_id", "")),
        "vocabulary": release.vocabulary.version,
        "programme": f"{programme.id} {programme.version}",
        "policy": f"{protection.policy} {protection.version}" if protection else "",
    }
    return tuple(shelf.say(f"page.trace.{name}", name=value) for name, value in named.items() if value)


def _number(value: Any) -> str:
    return "–" if value is None else whole(value) if isinstance(value, int) else str(value)


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()

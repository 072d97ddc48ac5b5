"""Draw docs/images/gallery: one picture of each chart, with the data of made-up places, for docs/explanation/gallery.md."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from evenhand.flow import run
from evenhand.publish.picture import svg_file
from evenhand.publish.shelf import Shelf
from evenhand.publish.site import pages_behind
from evenhand.publish.views import Figure
from evenhand.records import read
from evenhand.synthetic import make_partnership, write_partnership
from evenhand.vocabulary import load_vocabulary

FOLDER = Path("docs/images/gallery")
LARGEST = 60_000
"""Bytes: a picture that is larger is not kept."""
CREDIT = "Made-up people of the synthetic partnership · made with Evenhand"
SEED = 2006
PROGRAMME = "arrest-to-treatment"

# The name of a picture is that of its chart; each is the first figure whose name holds all of these.
CITY: dict[str, tuple[str, ...]] = {
    "stage_bars": ("-pathway",),
    "dots": ("area-1-started-ethnicity",),
    "waterfall": ("-gap-",),
    "dumbbell": ("area-1-need",),
    "shrunken": ("started-ethnicity", "-borrowed"),
    "sensitivity": ("started-ethnicity", "-not-recorded"),
    "curves": ("stay",),
}
MONTHS = {
    "series": ("time-", "started", "sex"),
    "trend": ("started", "-trend"),
    "process": ("started", "-limits"),
}
AREAS: dict[str, tuple[str, ...]] = {"funnel": ("funnel-", "started")}
NAMES = ("Alder", "Birch", "Cedar", "Elm", "Fern", "Hazel", "Ivy", "Juniper", "Larch", "Maple")
TEN = tuple(("city" if number % 2 else "partnership", 120 + 40 * number) for number in range(10))
KINDS: Mapping[str, tuple[Mapping[str, tuple[str, ...]], str, tuple[tuple[str, int], ...]]] = {
    "city": (CITY, "whole", (("city", 4000),)),
    "months": (MONTHS, "month", (("city", 3500),)),
    "areas": (AREAS, "whole", TEN),
}
"""Which pictures are made of which places: their kind and people, and how time is divided."""


def main(kinds: list[str]) -> int:
    """Draw every picture, or those of the kinds named (city, months, areas); return 1 where one is missing."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    missing = []
    for kind in kinds or KINDS:
        wanted, period, places = KINDS[kind]
        figures = list(_figures(places, period))
        for name, parts in wanted.items():
            found = next((one for one in figures if all(part in one.id for part in parts)), None)
            if found is None or not _write(name, found):
                missing.append(name)
    if missing:
        print(f"No picture of {', '.join(missing)}.", file=sys.stderr)
    return int(bool(missing))


def _figures(places: tuple[tuple[str, int], ...], period: str) -> Iterator[Figure]:
    """Every figure of a release of such places, in the order of its pages."""
    vocabulary = load_vocabulary()
    with TemporaryDirectory() as folder:
        paths = []
        for number, (setting, people) in enumerate(places):
            prefix = chr(ord("A") + number)
            made = make_partnership(people=people, seed=SEED + number, prefix=prefix, setting=setting)
            write_partnership(made, Path(folder) / prefix)
            if len(places) > 1:
                _rename(Path(folder) / prefix, NAMES[number])
            paths += [Path(folder) / prefix / name for name in ("records", "areas.csv")]
        programme = vocabulary.programmes[PROGRAMME]
        if len(places) > 1 or period != "whole":  # one characteristic is enough, and quicker
            programme = replace(programme, compare=("sex",), characteristics=("sex",), within=())
        release = run(read(paths, vocabulary=vocabulary), programme, vocabulary=vocabulary, period=period)
    for page in pages_behind(Shelf(release), ()):
        for section in page.sections:
            yield from (*section.figures, *section.more_figures)


def _rename(folder: Path, name: str) -> None:
    """Give a made-up place a name of its own: each kind of them has one name."""
    for file in (folder / "areas.csv", folder / "records" / "tests.csv"):
        text = file.read_text("utf-8")
        for old in ("Riverside", "Northgate"):
            text = text.replace(f"X-{old.upper()},", f"X-{name.upper()},").replace(f",{old},", f",{name},")
        file.write_text(text, encoding="utf-8")


def _write(name: str, figure: Figure) -> bool:
    text = svg_file(figure, CREDIT)
    print(f"{name}: {figure.id}, {len(text.encode()):,} bytes")
    if len(text.encode()) > LARGEST:
        return False
    (FOLDER / f"{name}.svg").write_text(text, encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

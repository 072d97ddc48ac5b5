"""The pages in Welsh: no word of an English message is left on them, in tables, captions, units and notes."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from importlib import resources
from typing import Any

import pyarrow as pa
import pytest

from evenhand.cube.coverage_rules import load_coverage
from evenhand.cube.needs import load_needs
from evenhand.disclosure import load_policy
from evenhand.disclosure.side_tables import protect_tally
from evenhand.findings import find
from evenhand.foundations import Tally, exact_tally
from evenhand.measures import measure
from evenhand.publish import Release
from evenhand.publish.site import render_site
from evenhand.vocabulary.language import load_messages
from evenhand.vocabulary.translate import in_language, load_phrases
from tests.unit.publish.releases import partnership

ROWS = {
    "files": ("tests.csv", "accepted"),
    "by-place-and-month": ("test", "not_known", "2024-09"),
    "months-without-rows": ("test", "Mill Lane", "2024-08"),
    "test-reasons": ("Mill Lane", "trigger"),
    "test-results": ("other_places", "refused"),
    "tests-per-person": ("4 or more",),
    "residence": ("test", "no_fixed_abode"),
    "answers": ("test", "sex", "prefer_not_to_say"),
    "answers-by-place": ("test", "Mill Lane", "ethnicity", "known"),
    "commonest-answer": ("test", "Mill Lane", "sex", "MALE"),
    "no-consent": ("treatment", "Mill Lane"),
    "warnings": ("test", "Mill Lane", "one value too often", "sex"),
    "excluded": ("under 18 at the test",),
}
SAME_IN_BOTH = {"Evenhand", "Roma", "Welsh"}


def tallies() -> tuple[Tally, ...]:
    """Return a tally of each kind with one row that is shown and one that is hidden."""
    made = []
    for name, row in ROWS.items():
        words = load_coverage().tally[name]
        columns = {
            key: pa.array([value, value], pa.string()) for key, value in zip(words["keys"], row, strict=True)
        }
        columns[words["keys"][0]] = pa.array([row[0], "custody" if row[0] == "test" else "Elsewhere"])
        tally = exact_tally(
            name,
            words["title"],
            words["keys"],
            words["headings"],
            words["unit"],
            columns,
            pa.array([40, 0]),
            words["note"],
        )
        made.append(protect_tally(tally, load_policy("open-5")))
    return tuple(made)


def in_welsh(release: Release) -> Release:
    """Return a release with the words and findings of the Welsh vocabulary."""
    words = in_language(release.vocabulary, "cy")
    programme = words.programmes[release.programme.id]
    measures = measure(release.counts, programme=programme, vocabulary=words)
    found = find(release.counts, measures, programme=programme, vocabulary=words)
    return replace(
        release, vocabulary=words, programme=programme, measures=measures, findings=found, about=()
    )


@pytest.fixture(scope="module")
def site() -> Mapping[str, str]:
    release = replace(partnership(earlier="2022-04-01/2024-03-31"), tallies=tallies())
    return render_site(in_welsh(release), files=("tables.ods", "report.pdf", "measures.csv"))


def words(page: str) -> str:
    body = re.sub(r"<style>.*?</style>", " ", page, flags=re.DOTALL)
    spoken = re.findall(r'aria-label="([^"]*)"', body)
    body = re.sub(r"\b[\w-]+\.(csv|ods|pdf|json|html)\b", " ", body)
    return unescape(" ".join([re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)), *spoken]))


def said_in(language: str, *files: str) -> Iterator[str]:
    """Yield the parts between fields of every message of the given files, long enough to be known again."""
    for key, text in load_messages(language).texts.items():
        if key.partition(".")[0] in files:
            for form in text.values() if isinstance(text, Mapping) else (text,):
                parts = (part.strip(" .,:;()‘’·") for part in re.split(r"\{[^}]*\}", form))
                yield from (part for part in parts if len(part) > 5)


def test_no_english_message_is_left_on_a_welsh_page(site: Mapping[str, str]) -> None:
    welsh = set(said_in("cy", "page", "figures", "tally", "words", "monitoring"))
    english = set(said_in("en", "page", "figures", "tally", "words", "monitoring")) - welsh
    spoken = {file: words(page) for file, page in site.items()}
    left = {
        (file, part)
        for file, page in spoken.items()
        for part in english
        if part in page and re.search(rf"\b{re.escape(part)}\b", page)
    }
    assert left == set()


def test_no_english_phrase_is_left_on_a_welsh_page(site: Mapping[str, str]) -> None:
    phrases = [one for one, said in load_phrases("cy").items() if one != said and len(one) > 5]
    welsh = " ".join(load_phrases("cy").values())
    for file, page in site.items():
        spoken = words(page)
        left = [
            one
            for one in phrases
            if one in spoken and re.search(rf"\b{re.escape(one)}\b", spoken) and one not in welsh
        ]
        assert left == [], file


def texts_of_tallies() -> set[str]:
    """Every word that a side table brings with it: titles, headings, units and notes."""
    visits: dict[str, Any] = tomllib.loads(
        (resources.files("evenhand.cube") / "data" / "visits-2026-11.toml").read_text("utf-8")
    )
    tables = [*load_coverage().tally.values(), *load_needs().values(), visits["tally"]]
    found = {
        text for one in tables for text in (one["title"], *one["headings"], one["unit"], one["note"]) if text
    }
    return found | set(visits["answers"].values())


def test_every_word_of_a_side_table_has_its_welsh() -> None:
    assert texts_of_tallies() - set(load_phrases("cy")) == set()

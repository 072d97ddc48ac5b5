"""How findings stand on the page: in order, linked to their evidence, and what cannot be said."""

import re
from dataclasses import replace

import pytest

from evenhand.findings import Unsaid
from evenhand.findings.types import Within
from evenhand.publish import Release, render_page
from evenhand.publish.site import render_site
from tests.unit.publish.page_reader import read, words
from tests.unit.publish.releases import (
    ONE,
    nothing_found,
    partnership,
    with_headlines,
)


def test_headline_links_lead_somewhere(page: str) -> None:
    reader = read(page)
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = [a["href"] for tag, a in reader.tags if tag == "a" and str(a["href"]).startswith("#")]
    assert len(inside) >= 4
    assert {str(link).removeprefix("#") for link in inside} <= set(ids)


def test_nothing_found_is_said_with_what_it_does_not_mean(release: Release) -> None:
    said = words(render_page(nothing_found(release)))
    assert (
        "No difference between groups could be told from chance. This does not mean that there is none"
        in said
    )
    assert "The widest step: from ‘In need, not yet in treatment’ to ‘Started treatment’" in said


def test_many_sentences_on_what_cannot_be_said_wait_behind_a_heading(release: Release) -> None:
    many = tuple(Unsaid(reason="note", sentence=f"Sentence {n}.") for n in range(9))
    page = render_page(replace(release, findings=replace(release.findings, cannot_say=many)))
    assert "5 more" in words(page)
    assert words(page).count("Sentence 8.") == 1


def test_each_reason_stands_before_a_second_sentence_of_one(release: Release) -> None:
    many = (
        *(Unsaid(reason="smallest_gap", sentence=f"Gap {n}.") for n in range(5)),
        Unsaid(reason="too_few", sentence="Too few of them."),
    )
    said = words(render_page(replace(release, findings=replace(release.findings, cannot_say=many))))
    assert said.index("Gap 0.") < said.index("Too few of them.") < said.index("Gap 1.")


def test_further_findings_wait_behind_a_heading(release: Release) -> None:
    further = replace(release.findings, further=release.findings.headlines, headlines=())
    said = words(render_page(replace(release, findings=further)))
    assert "Other differences that held (1)" in said
    assert "The step with a difference" in said


def test_more_areas_have_a_list_of_links() -> None:
    page = render_page(partnership())
    assert '<a href="#area-2">Upper Valley and the Market Towns</a>' in page
    assert '<section id="area-2" aria-label="Upper Valley and the Market Towns">' in page
    assert "Areas on this page" not in render_page(partnership(areas=ONE))


@pytest.mark.parametrize("change", [{"area": "X9"}, {"period": "2023-04-01/2024-03-31"}])
def test_finding_that_is_not_drawn_leads_to_the_measures(release: Release, change: dict[str, str]) -> None:
    elsewhere = replace(release.findings.headlines[0], **change)
    page = render_page(with_headlines(release, elsewhere))
    (said,) = re.findall(r'<span class="small">(.*?)</span>', page)
    assert said == '<a href="measures.csv">the evidence</a>'


def test_latest_period_is_drawn_and_earlier_ones_are_named() -> None:
    said = words(render_page(partnership(areas=ONE, earlier="2022-04-01/2024-03-31")))
    assert "April 2024 to March 2026 · other periods in the tables · as at" in said
    assert "3,530 people tested; of them 100 finished" in said


def test_finding_at_a_stage_that_is_not_drawn_leads_to_the_tables(release: Release) -> None:
    headline = release.findings.headlines[0]
    other = replace(headline, characteristic="housing", code_list="housing", edition="1")
    page = render_page(with_headlines(release, headline, other))
    assert page.count('<a href="measures.csv">the evidence</a>') == 1


def test_finding_of_an_area_that_is_not_drawn_leads_to_its_own_page() -> None:
    names = {f"X{n}": f"Place {n}" for n in range(1, 6)}
    site = render_site(partnership(areas=names, size=2.2))
    assert "Place 5" in words(site["index.html"])
    assert 'id="area-4-pathway"' not in site["index.html"]
    assert 'href="area-5.html"' in site["index.html"]
    for link in re.findall(r'href="(area-[0-9]+\.html)#([^"]+)"', site["index.html"]):
        assert f'id="{link[1]}"' in site[link[0]]


def test_what_becomes_of_a_difference_among_people_alike_stands_after_it(release: Release) -> None:
    names = ("age_band", "drug_group")
    told = [
        Within(
            characteristic=name, verdict=verdict, sentence=f"Among people of the same {name}, it is {verdict}.",
            estimate=-0.2, lower=-0.3, upper=-0.1, units="share_difference", cell_id="x",
        )
        for name, verdict in zip(names, ("same", "smaller"), strict=True)
    ]  # fmt: skip
    headline = replace(release.findings.headlines[0], within=tuple(told))
    said = words(render_page(with_headlines(release, headline)))
    assert f"{headline.rest.strip()} Among people of the same drug_group, it is smaller." in said
    unjudged = replace(told[1], verdict="cannot_say")
    said = words(render_page(with_headlines(release, replace(headline, within=(told[0], unjudged)))))
    assert "Among people of the same age_band, it is same." in said

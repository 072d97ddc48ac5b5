"""What the page says, in which order, and what it must never say."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources

import pytest

from evenhand.findings import Unsaid
from evenhand.findings.types import Within
from evenhand.foundations import seal
from evenhand.publish import Release, render_page
from evenhand.publish.page import inputs_table, left_out
from evenhand.publish.shelf import Shelf
from evenhand.publish.site import render_site
from tests.unit.publish.releases import HOSTILE, nothing_found, partnership, stop_and_search, with_headlines

ONE = {"X1": "Riverside"}
FORBIDDEN = (
    *(
        "addict",
        "abuser",
        "hard to reach",
        "non-compliant",
        "clean",
        "dirty",
        "offender",
        "BAME",
        "non-White",
    ),
    *("failed", "fails", "drop-out", "dropped out", "proves", "because of", "caused by", "due to", "only"),
    *("would have started", "no difference", "leads to", "explains", "cause", "causes"),
)


class Reader(HTMLParser):
    """Reads a page as a browser does: tags with their attributes, and the words between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self._inside[-1:]:
            self.words.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def words(page: str) -> str:
    return " ".join(" ".join(read(page).words).split())


@pytest.fixture(scope="module")
def release() -> Release:
    return partnership(areas=ONE)


@pytest.fixture(scope="module")
def page(release: Release) -> str:
    return render_page(release)


@pytest.fixture(scope="module")
def searches() -> str:
    return render_page(stop_and_search())


def test_parts_stand_in_order(page: str) -> None:
    said = words(page)
    parts = [
        *(
            "Who gets through, who does not",
            "counts under 5 hidden",
            "In Riverside, of every 100",
            "What we cannot say",
        ),
        *("The pathway", "The step with a difference", "Who is at each stage"),
        *("How far to trust this", "What was read", "Every figure can be traced"),
    ]
    assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)


def test_meta_line_says_where_when_and_how_protected(page: str) -> None:
    assert (
        "From test on arrest to finishing treatment · Riverside · April 2024 to March 2026 · as at 14 May 2026 · "
        "counts under 5 hidden, others rounded to 5"
    ) in words(page)


def test_headline_links_lead_somewhere(page: str) -> None:
    reader = read(page)
    ids = [attributes["id"] for _, attributes in reader.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = [a["href"] for tag, a in reader.tags if tag == "a" and str(a["href"]).startswith("#")]
    assert len(inside) >= 4
    assert {str(link).removeprefix("#") for link in inside} <= set(ids)


def test_labels_of_charts_exist(page: str) -> None:
    reader = read(page)
    ids = {attributes["id"] for _, attributes in reader.tags if "id" in attributes}
    charts = [a for tag, a in reader.tags if tag == "svg" and a.get("role") == "img"]
    assert len(charts) == 2 * len([tag for tag, _ in reader.tags if tag == "figure"])
    for chart in charts:
        assert set(str(chart["aria-labelledby"]).split()) <= ids


def test_nothing_is_asked_of_the_network_and_nothing_runs(page: str) -> None:
    reader = read(page)
    assert not {tag for tag, _ in reader.tags} & {"script", "iframe", "img", "object", "embed", "form"}
    for _, attributes in reader.tags:
        assert not [
            name for name in attributes if name.startswith("on") or name in ("style", "src", "srcset")
        ]
        if str(attributes.get("href", "")).startswith("http"):
            pytest.fail(f"a link that leaves: {attributes['href']}")
    assert "url(http" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page.replace("&#39;", "'")


def test_names_are_escaped_everywhere() -> None:
    page = render_page(partnership(areas=HOSTILE))
    assert "<script" not in page
    assert "&lt;script&gt;alert(&#34;x&#34;)&lt;/script&gt; &amp; Sons" in page
    assert 'Riverside <script>alert("x")</script> & Sons' in words(page)


def test_exact_counts_carry_a_banner(page: str) -> None:
    banner = "Exact counts: for entitled staff, not for publication"
    assert banner in words(render_page(partnership(areas=ONE, policy="internal-exact")))
    assert banner not in words(page)


def test_nothing_found_is_said_with_what_it_does_not_mean(release: Release) -> None:
    said = words(render_page(nothing_found(release)))
    assert (
        "No difference between groups could be told from chance. This does not mean that there is none"
        in said
    )
    assert "The widest step: from ‘In need, not yet in treatment’ to ‘Started treatment’" in said


def test_hidden_and_rounded_counts_are_shown_as_such(page: str) -> None:
    said = words(page)
    assert "left here: 1,555 negative" in said
    assert "transferred and still in treatment: fewer than 5 each" in said
    assert "withheld" in said
    assert "Withheld, so that nobody can be recognised: Gypsy or Irish Traveller." in said


def test_unknown_codes_are_no_group(page: str) -> None:
    said = words(page)
    assert "In no row: people found in need with ethnic group not asked (withheld), not stated (30)." in said
    rows = re.findall(r'<th role="rowheader" scope="row">([^<]*)</th>', page)
    assert not {"Not stated", "Not asked", "Not known"} & set(rows)


def test_waiting_people_are_not_counted_as_lost(page: str) -> None:
    lines = re.findall(r"<text[^>]*>([^<]*)</text>", page)
    assert "hatched, not yet known: 80 still waiting; 40 too recent to count" in lines
    assert not [line for line in lines if line.startswith("left here") and "waiting" in line]


def test_residents_are_said_and_not_drawn(searches: str) -> None:
    said = words(searches)
    assert "Counts of searches, to be seen beside 1,346,800 people who live in the area." in said
    assert "Bars from the first stage to the last. Searches 4,950," in said
    assert "searches per 1,000 residents" in said
    assert "ended here: 3,515 no further action; 100 outcome not recorded" in said


def test_title_states_what_is_seen(page: str, searches: str) -> None:
    assert (
        "Of every 100 people found in need, how many started treatment: Bangladeshi people about 29 and "
        "White British people about 59"
    ) in words(page)
    assert "Searches per 1,000 residents: Black people about 8.7" in words(searches)


def test_share_says_who_is_at_each_stage(page: str) -> None:
    assert (
        "Bangladeshi people were about 22 of every 100 people tested, and about 10 of every 100 people "
        "who finished treatment."
    ) in words(page)


def test_other_steps_and_gaps_stand_on_the_areas_own_page(release: Release, page: str) -> None:
    behind = words(render_site(release)["area-1.html"])
    for said in ("men about 58 and women about 58; not clearly different", "All these steps together"):
        assert said in behind
        assert said not in words(page)


def test_gap_is_divided_among_steps(release: Release) -> None:
    said = words(render_site(release)["area-1.html"])
    assert "Of every 100, about 10 fewer Bangladeshi people than White British people got to" in said
    assert "All these steps together" in said
    assert re.search(r"Assessed [+−]?\d+\.\d", said)


def test_range_without_a_dot_says_why(release: Release) -> None:
    rows = release.measures.rows
    group, state = rows.column("group").to_pylist(), rows.column("state").to_pylist()
    state = [
        "below_threshold" if g == "ASIAN_PAKISTANI" and s == "ok" else s
        for g, s in zip(group, state, strict=True)
    ]
    changed = rows.set_column(rows.schema.get_field_index("state"), "state", [state])
    said = words(render_page(replace(release, measures=replace(release.measures, rows=changed))))
    assert "A range without a dot, where the count is hidden (too few to show): Pakistani." in said


def test_group_that_is_too_few_is_named() -> None:
    assert "Too few to say: White other." in words(render_page(partnership(areas=ONE, size=0.15)))


def test_groups_with_one_figure_are_said_to_have_one() -> None:
    said = words(render_site(partnership(areas=ONE, size=10, even=True))["area-1.html"])
    assert re.search(r"about \d+ in every group", said)


def test_gap_that_could_be_chance_says_so(release: Release) -> None:
    other = replace(release.findings.headlines[0], group="BLACK_CARIBBEAN", group_label="Black Caribbean")
    said = words(render_site(with_headlines(release, other))["area-1.html"])
    assert "the whole gap is not clearly different from none" in said


def test_release_shows_itself_in_a_notebook(release: Release) -> None:
    assert release.findings.headlines[0].sentence in release._repr_html_()


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


def test_documentation_is_linked_where_it_is_given(release: Release) -> None:
    assert '<a href="../docs/">how the figures are made</a>' in render_page(release, docs="../docs/")


def test_run_without_anything_is_written(release: Release) -> None:
    page = render_page(replace(release, run={}, about=()))
    assert "What was read" in words(page)


def test_warnings_and_skipped_files_are_said(release: Release) -> None:
    run = {
        "inputs": [
            {"file": "a.csv", "read": 1, "accepted": 1, "rejected": 0, "warnings": ["12 rows alike."]}
        ],
        "skipped": [{"file": "b.md", "reason": "Not a CSV file."}, "c.txt"],
        "warnings": ["Counts were set aside."],
    }
    said = words(render_page(replace(release, run=run)))
    for sentence in (
        "a.csv: 12 rows alike.",
        "Not read: b.md: Not a CSV file.",
        "Not read: c.txt",
        "set aside",
    ):
        assert sentence in said


@pytest.mark.parametrize("which", ["page", "searches"])
def test_no_word_that_blames_or_explains(which: str, request: pytest.FixtureRequest) -> None:
    said = words(request.getfixturevalue(which)).lower()
    found = [word for word in FORBIDDEN if re.search(rf"\b{re.escape(word.lower())}\b", said)]
    assert found == []


def test_no_such_word_in_any_template() -> None:
    folder = resources.files("evenhand.publish") / "templates"
    for path in folder.iterdir():
        text = path.read_text("utf-8").lower()
        assert [w for w in FORBIDDEN if re.search(rf"\b{re.escape(w.lower())}\b", text)] == [], path.name


def test_counts_of_groups_alone_draw_no_pathway(release: Release) -> None:
    alone = replace(release, counts=release.counts.where(characteristic="ethnicity"))
    page = render_page(alone)
    assert "The pathway" not in words(page)
    assert "along the pathway" not in words(page)


def test_stage_without_counts_is_left_out(release: Release) -> None:
    cells = release.counts.cells
    stages = cells.column("stage").to_pylist()
    kept = cells.filter([not stage.endswith(("/in_need", "/retained")) for stage in stages])
    counts = seal(kept, release.counts.protection, release.counts.certificate)
    said = words(render_page(replace(release, counts=counts)))
    assert (
        "Bars from the first stage to the last. Tested 3,530, Positive 1,980, Assessed 1,730, Started" in said
    )


def test_one_stage_alone_is_titled_by_its_count(release: Release) -> None:
    cells = release.counts.cells
    kept = cells.filter([stage.endswith("/tested") for stage in cells.column("stage").to_pylist()])
    none = replace(release.measures, rows=release.measures.rows.slice(0, 0))
    bare = replace(
        nothing_found(release),
        counts=seal(kept, release.counts.protection, release.counts.certificate),
        measures=none,
    )
    said = words(render_page(bare))
    assert "The pathway 3,530 people tested Everyone" in said
    assert "The widest step" not in said


def test_withheld_states_are_named_without_a_number(release: Release) -> None:
    cells = release.counts.cells
    exits = [state in ("moved", "prison") for state in cells.column("state").to_pylist()]
    status = [
        "withheld" if hide else s for hide, s in zip(exits, cells.column("status").to_pylist(), strict=True)
    ]
    changed = cells.set_column(cells.schema.get_field_index("status"), "status", [status])
    value = [None if hide else v for hide, v in zip(exits, cells.column("value").to_pylist(), strict=True)]
    changed = changed.set_column(cells.schema.get_field_index("value"), cells.schema.field("value"), [value])
    said = words(
        render_page(
            replace(release, counts=seal(changed, release.counts.protection, release.counts.certificate))
        )
    )
    assert "withheld: prison, moved away" in said


def test_numbers_of_rows_are_shown_as_the_policy_shows_them(release: Release) -> None:
    read = {
        "file": "tests.csv",
        "read": 3497,
        "accepted": 3494,
        "rejected": 3,
        "duplicates": 0,
        "warnings": ["2 odd"],
    }
    shown = {
        "file": "tests.csv",
        "read": "3,495",
        "accepted": "3,495",
        "rejected": "fewer than 5",
        "duplicates": "0",
    }
    table = inputs_table(Shelf(replace(release, run={"inputs": [read], "inputs_shown": [shown]})))
    assert table.rows == (("tests.csv", "3,495", "3,495", "fewer than 5", "0"),)
    assert left_out(Shelf(replace(release, run={"inputs": [read], "inputs_shown": [shown]}))) == ()
    assert left_out(Shelf(replace(release, run={"inputs": [read]}))) == ("tests.csv: 2 odd",)

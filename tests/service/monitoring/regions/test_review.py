"""The quarterly review: areas side by side in words and numbers, for those who review; the same as a file."""

import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.findings import operations
from evenhand_service.monitoring.findings.baseline import Baseline
from evenhand_service.monitoring.findings.presenters.listing import choices
from evenhand_service.monitoring.models import ReleaseDigest
from evenhand_service.monitoring.regions.presenters import age, as_csv
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_releases import make_release
from tests.service.monitoring.findings.conftest import NOW, Place, make_place

pytestmark = pytest.mark.django_db
BASELINE = Baseline(
    value=0.3, lower=0.2, upper=0.4, kind="own", units="share", period="2024-04-01/2026-03-31"
)


@pytest.fixture
def region(db: None) -> Any:
    """A region without areas yet."""
    return make_area("North West", level="region")


def viewer_of(region: Any) -> Any:
    return make_person("regional-viewer", area=region)


def row_of(text: str, area: str) -> str:
    body = text[text.index("Areas by name") :]
    return body[body.index(f">{area}</a>") :].split("</tr>")[0]


def step(place: Place) -> None:
    lead = place.person("partnership-lead")
    told = {
        "wording": "w",
        "lang": "en",
        "lead_name": "Jo",
        "due_date": date(2027, 1, 1),
        "untested_because": "-",
    }
    with acting_as(lead.pk):
        operations.make_action(thread=place.thread, person=lead, baseline=BASELINE, now=NOW, **told)


def test_every_area_has_its_row_with_what_is_new_and_what_is_unanswered(client: Client, region: Any) -> None:
    force = make_area("Force", level="police", parent=region)
    one, two = make_place("Riverside", parent=force), make_place("Upper Valley", parent=region)
    make_area("Emptyton", parent=region)
    make_release(two.area, period_ends=date(2025, 12, 31), size=0.3)
    step(one)
    log_in(client, viewer_of(region))
    text = client.get(f"/areas/{region.code}/review/").content.decode()
    assert "2 of 3 areas have an approved release" in text
    assert "1 finding in which a group fares worse has no next step yet" in text
    assert "2 of 2: in half of the areas or more" in text
    assert "no approved release" in row_of(text, "Emptyton")
    assert "first release" in row_of(text, "Riverside")
    assert "31 March 2026" in row_of(text, "Upper Valley")
    shown = client.get(f"/areas/{region.code}/review/?show=no-step").content.decode()
    listed = shown[shown.index("Areas by name") :]
    assert ">Upper Valley</a>" in listed
    assert ">Riverside</a>" not in listed
    assert (
        "No area fits these filters"
        in client.get(f"/areas/{region.code}/review/?programme=none&show=worse").content.decode()
    )


def test_recording_and_places_among_others_come_from_what_releases_say(client: Client, region: Any) -> None:
    place = make_place("Riverside", parent=region)
    with as_builder():
        told = {"en": ["Ethnicity is not known for 1 in 5 at Northfield.", "Another thing."]}
        ReleaseDigest.objects.filter(release=place.release).update(recording=told)
        own = make_release(region)
        ReleaseDigest.objects.filter(release=own).update(
            funnels={"en": {"started": {"Riverside": "beyond both limits"}}}
        )
    log_in(client, viewer_of(region))
    row = row_of(client.get(f"/areas/{region.code}/review/").content.decode(), "Riverside")
    assert "Ethnicity is not known for 1 in 5 at Northfield. (and 1 more)" in row
    assert "Started treatment: beyond both limits" in row


def test_who_reviews(client: Client, region: Any) -> None:
    place = make_place("Riverside", parent=region)
    other = make_area("South", level="region")
    log_in(client, place.person("partnership-lead"))
    assert client.get(f"/areas/{region.code}/review/").status_code == 403
    log_in(client, viewer_of(other))
    for address in (f"/areas/{region.code}/review/", f"/areas/{region.code}/review/?format=csv"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert b"Riverside" not in answer.content
    log_in(client, viewer_of(region))
    assert client.get("/review/").status_code == 302
    assert client.get("/review/")["Location"] == f"/areas/{region.code}/review/"


def test_the_file_has_the_rows_of_the_page_and_runs_nothing(client: Client, region: Any) -> None:
    make_place("=HYPERLINK(1)", parent=region)
    log_in(client, viewer_of(region))
    answer = client.get(f"/areas/{region.code}/review/?format=csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Area,Release until,Age,Fares worse")
    assert lines[1].startswith("'=HYPERLINK(1),31 March 2026,")
    assert as_csv(["a"], [["-"], ["–"], ["+a"]]).splitlines()[1:] == ["'-", "–", "'+a"]


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (date(2026, 11, 1), "less than a month"),
        (date(2026, 10, 10), "1 month"),
        (date(2026, 3, 31), "7 months"),
        (date(2025, 3, 31), "19 months"),
    ],
)
def test_how_old_a_release_is(ends: date, words: str) -> None:
    assert age(ends, date(2026, 11, 22)) == words


def test_the_review_asks_as_often_for_one_area_as_for_three(client: Client, region: Any) -> None:
    log_in(client, viewer_of(region))
    make_place("One", parent=region)
    counts = []
    for more in (("Two", "Three"), ()):
        client.get(f"/areas/{region.code}/review/")
        with CaptureQueriesContext(connection) as held:
            client.get(f"/areas/{region.code}/review/")
        counts.append(len(held))
        for name in more:
            make_place(name, parent=region)
    assert counts[0] == counts[1] <= 20


def test_steps_stand_in_the_order_in_which_people_pass_them() -> None:
    def finding(stage: str, label: str) -> Any:
        words = {"stage_label": label, "characteristic_title": "sex", "group_label": "Women"}
        return SimpleNamespace(programme="arrest-to-treatment", words={"en": words}, stage=stage)

    held = {"retained": finding("retained", "12 weeks"), "assessed": finding("assessed", "Assessed")}
    held |= {"started": finding("started", "Began"), "gone": finding("gone", "A step of an older programme")}
    sampled = {("stage", name): name for name in held}
    offered = choices(sampled, held)  # type: ignore[arg-type]
    assert [code for code, _label in offered["stage"]] == ["assessed", "started", "retained", "gone"]


def test_the_page_of_a_region_is_marked_as_the_region(client: Client, region: Any) -> None:
    make_area("Riverside", parent=region)
    log_in(client, viewer_of(region))
    text = client.get(f"/areas/{region.code}/review/").content.decode()
    marked = re.findall(r'aria-current="[^"]*"[^>]*>(.*?)</a>', text, re.DOTALL)
    assert [re.sub(r"<[^>]*>|\s", "", one) for one in marked] == ["Region"]

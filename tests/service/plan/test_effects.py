"""From a promise to what became of it: reckoned before, read from approved releases, judged, withdrawn with its release."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse

from evenhand.planning.effects import Verdict
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import FindingThread, Release, ReleaseFile
from evenhand_service.monitoring.releases.approval import approve_release, withdraw_release
from evenhand_service.plan.effects.queries import courses_of, judgements_of
from evenhand_service.plan.effects.series import published_files, readings_of
from evenhand_service.plan.models import Indicator, Judgement, Reading
from evenhand_service.plan.operations.indicators import set_indicator
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_person
from tests.service.builders_plan import Planned, make_planned
from tests.service.builders_releases import make_release

pytestmark = pytest.mark.django_db
_MEASURES = (
    "area,period,characteristic,code_list,edition,group,stage,measure,estimate,lower,upper,state,units\n"
)
_COUNTS = "area,period,characteristic,code_list,edition,group,stage,state,value,lower,upper\n"
_OF = "{place},{period},ethnicity,ethnicity-18+1,2011,ASIAN_BANGLADESHI,arrest-to-treatment/started,"
QUARTERS = [
    f"{year}-{first}/{year}-{last}"
    for year in (2024, 2025, 2026)
    for first, last in (("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31"))
]
BEFORE, AFTER = QUARTERS[:4], QUARTERS[4:10]
PEOPLE = 160


def told(place: str, shares: dict[str, float]) -> dict[str, bytes]:
    """Return the two files of a release that publishes these shares of 160 people a quarter, unrounded."""
    measures, counts = _MEASURES, _COUNTS
    for period, share in shares.items():
        of = _OF.format(place=place, period=period)
        reach = 1.96 * (share * (1 - share) / PEOPLE) ** 0.5
        measures += f"{of}proportion,{share},{share - reach:.4f},{share + reach:.4f},ok,share\n"
        counts += f"{of}at_risk,{PEOPLE},{PEOPLE - 2},{PEOPLE + 2}\n"
        reached = round(share * PEOPLE)
        counts += f"{of}reached,{reached},{reached - 2},{reached + 2}\n"
    return {"measures.csv": measures.encode(), "counts.csv": counts.encode()}


def released(planned: Planned, shares: dict[str, float], *, day: datetime) -> Release:
    """Return a draft release of the area that publishes these shares, made on a day."""
    release = make_release(planned.area, state="draft", made_at=day)
    with as_builder():
        place = FindingThread.objects.get(area=planned.area).same.split("|")[0]
        for name, data in told(place, shares).items():
            ReleaseFile.objects.filter(release=release, language="en", name=name).delete()
            ReleaseFile.objects.create(
                release=release,
                language="en",
                name=name,
                media_type="text/csv",
                size=len(data),
                sha256=sha256(data).hexdigest(),
                data=data,
            )
    return release


def approved(planned: Planned, release: Release, *, now: datetime) -> None:
    """Approve as another person than the one who made it."""
    lead = planned.lead
    with acting_as(lead.pk):
        approve_release(release_id=release.pk, by=lead, now=now, not_yet_asked=True)


@pytest.fixture
def followed(db: None) -> tuple[Planned, Indicator]:
    """A plan with an action that should move a figure; four quarters before it are released and approved."""
    planned = make_planned()
    first = released(planned, dict.fromkeys(BEFORE, 0.30), day=datetime(2025, 1, 20, tzinfo=UTC))
    approved(planned, first, now=datetime(2025, 1, 21, tzinfo=UTC))
    action = planned.add("2/1")
    with acting_as(planned.analyst.pk):
        indicator = set_indicator(
            action=action,
            person=planned.analyst,
            thread=FindingThread.objects.get(area=planned.area),
            units="share",
            baseline=0.31,
            baseline_lower=0.27,
            baseline_upper=0.35,
            baseline_kind="shrunken",
            baseline_period="2024-01-01/2024-12-31",
            now=datetime(2025, 1, 25, tzinfo=UTC),
        )
    return planned, indicator


def address(indicator: Indicator) -> str:
    return reverse("plan:promise-figure", args=[indicator.action_id, indicator.pk])


ASKED = {
    "target": "50",
    "starts_day": "1",
    "starts_month": "1",
    "starts_year": "2025",
    "due_day": "30",
    "due_month": "6",
    "due_year": "2026",
    "design": "before_after",
}


def promised(client: Client, followed: tuple[Planned, Indicator], **asked: str) -> Indicator:
    planned, indicator = followed
    log_in(client, planned.analyst)
    assert client.post(address(indicator), ASKED | asked | {"promise": "yes"}).status_code == 302
    with as_builder():
        return Indicator.objects.get(pk=indicator.pk)


def test_a_figure_is_seen_from_the_day_it_was_approved_where_the_service_is(
    followed: tuple[Planned, Indicator],
) -> None:
    planned, indicator = followed
    after_midnight = datetime(2025, 7, 1, 23, 30, tzinfo=UTC)
    release = released(planned, {"2025-01-01/2025-03-31": 0.4}, day=after_midnight)
    approved(planned, release, now=after_midnight)
    with as_builder():
        release.refresh_from_db()
    with acting_as(planned.analyst.pk):
        (reading,) = readings_of([indicator], release, published_files(release) or {})
    assert [one["released"] for one in reading.points] == ["2025-07-02"]


def test_what_could_be_seen_is_said_before_anything_is_promised(
    client: Client, followed: tuple[Planned, Indicator]
) -> None:
    planned, indicator = followed
    log_in(client, planned.analyst)
    page = client.get(address(indicator)).content.decode()
    assert "drifts back by itself" in page
    assert "Promise this" not in page
    page = client.post(address(indicator), ASKED).content.decode()
    assert "What could be seen" in page
    assert "Promise this" in page
    with as_builder():
        assert Indicator.objects.get(pk=indicator.pk).smallest_change == {}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"target": "31"}, "A target is another figure"),
        ({"target": "120"}, "lies between"),
        ({"target": "some"}, "Enter a number"),
        ({"due_year": "2024"}, "comes after the day it begins"),
    ],
)
def test_a_target_that_cannot_be_is_refused_and_what_was_typed_stays(
    client: Client, followed: tuple[Planned, Indicator], asked: dict[str, str], said: str
) -> None:
    planned, indicator = followed
    log_in(client, planned.analyst)
    answer = client.post(address(indicator), ASKED | asked | {"promise": "yes"})
    page = answer.content.decode()
    assert (answer.status_code, said in page) == (422, True)
    assert f'value="{(ASKED | asked)["target"]}"' in page


def test_a_figure_that_rose_to_its_target_is_said_to_have_moved_by_the_release_that_tells_it(
    client: Client, followed: tuple[Planned, Indicator]
) -> None:
    planned, _indicator = followed
    indicator = promised(client, followed)
    later = released(
        planned,
        dict.fromkeys(BEFORE, 0.30) | dict.fromkeys(AFTER, 0.52),
        day=datetime(2026, 7, 20, tzinfo=UTC),
    )
    with as_builder():
        assert Judgement.objects.count() == 0
    approved(planned, later, now=datetime(2026, 7, 21, tzinfo=UTC))
    with acting_as(planned.panel.pk):
        found = judgements_of(planned.panel, [indicator])[indicator.pk]
        course = courses_of(planned.panel, [indicator])[indicator.pk]
    assert (found.verdict, found.direction) == (Verdict.MOVED, "towards")
    assert found.lower is not None
    assert found.lower > 0.1
    assert set(found.words) == {"en", "cy"}
    assert "because" not in found.words["en"].lower()
    assert [one.period for one in course] == [*BEFORE, *AFTER]


def test_a_figure_that_stayed_is_said_not_to_have_moved_and_one_quarter_is_too_early(
    client: Client, followed: tuple[Planned, Indicator]
) -> None:
    planned, _indicator = followed
    indicator = promised(client, followed)
    early = released(planned, dict.fromkeys([*BEFORE, AFTER[0]], 0.30), day=datetime(2025, 4, 20, tzinfo=UTC))
    approved(planned, early, now=datetime(2025, 4, 21, tzinfo=UTC))
    with acting_as(planned.panel.pk):
        assert judgements_of(planned.panel, [indicator])[indicator.pk].verdict in (
            Verdict.TOO_EARLY,
            Verdict.CANNOT_TELL,
        )
    later = released(planned, dict.fromkeys([*BEFORE, *AFTER], 0.30), day=datetime(2026, 7, 20, tzinfo=UTC))
    approved(planned, later, now=datetime(2026, 7, 21, tzinfo=UTC))
    with acting_as(planned.panel.pk):
        assert judgements_of(planned.panel, [indicator])[indicator.pk].verdict == Verdict.DID_NOT


def test_a_release_that_is_withdrawn_takes_its_judgement_and_its_figures_out_of_use(
    client: Client, followed: tuple[Planned, Indicator]
) -> None:
    planned, _indicator = followed
    indicator = promised(client, followed)
    later = released(
        planned,
        dict.fromkeys(BEFORE, 0.30) | dict.fromkeys(AFTER, 0.52),
        day=datetime(2026, 7, 20, tzinfo=UTC),
    )
    approved(planned, later, now=datetime(2026, 7, 21, tzinfo=UTC))
    with acting_as(planned.lead.pk):
        withdraw_release(
            release_id=later.pk,
            by=planned.lead,
            because="A file was wrong",
            now=datetime(2026, 8, 1, tzinfo=UTC),
        )
    with acting_as(planned.panel.pk):
        assert judgements_of(planned.panel, [indicator]) == {}
        assert [one.period for one in courses_of(planned.panel, [indicator])[indicator.pk]] == BEFORE
    with as_builder():
        assert Judgement.objects.count() == 1
        assert Reading.objects.filter(release=later).count() == 1


def test_a_promise_is_made_once(client: Client, followed: tuple[Planned, Indicator]) -> None:
    indicator = promised(client, followed)
    answer = client.post(address(indicator), ASKED | {"target": "90", "promise": "yes"}, follow=True)
    assert "was promised already" in answer.content.decode()
    with as_builder():
        assert Indicator.objects.get(pk=indicator.pk).target == pytest.approx(0.5)


def test_nobody_promises_who_may_not_change_the_plan(
    client: Client, followed: tuple[Planned, Indicator]
) -> None:
    planned, indicator = followed
    log_in(client, planned.panel)
    assert client.get(address(indicator)).status_code == 403
    log_in(client, make_person("analyst"))
    assert client.post(address(indicator), ASKED).status_code == 404


def test_the_actions_page_tells_promise_verdict_and_course(
    client: Client, followed: tuple[Planned, Indicator]
) -> None:
    planned, indicator = followed
    log_in(client, planned.analyst)
    page = client.get(reverse("plan:show-action", args=[indicator.action_id])).content.decode()
    assert address(indicator) in page
    promised(client, followed)
    page = client.get(reverse("plan:show-action", args=[indicator.action_id])).content.decode()
    assert "No release has come since the promise" in page
    later = released(
        planned,
        dict.fromkeys(BEFORE, 0.30) | dict.fromkeys(AFTER, 0.52),
        day=datetime(2026, 7, 20, tzinfo=UTC),
    )
    approved(planned, later, now=datetime(2026, 7, 21, tzinfo=UTC))
    log_in(client, planned.panel)
    page = client.get(reverse("plan:show-action", args=[indicator.action_id])).content.decode()
    assert page.index("What happened") < page.index("Moved") < page.index("January 2024 to March 2024")
    assert "not why" in page
    assert address(indicator) not in page


def naming(action: object) -> str:
    return reverse("plan:name-figure", args=[action.pk])  # type: ignore[attr-defined]


@pytest.fixture
def published(db: None) -> tuple[Planned, object]:
    """An action without a figure, and an approved release that tells one."""
    planned = make_planned()
    release = released(planned, dict.fromkeys(BEFORE, 0.30), day=datetime(2025, 1, 20, tzinfo=UTC))
    with as_builder():
        place = FindingThread.objects.get(area=planned.area).same.split("|")[0]
        for file in ReleaseFile.objects.filter(release=release, language="en"):
            told = bytes(file.data).replace(f"\n{place},".encode(), f"\n{planned.area.code},".encode())
            if file.name == "measures.csv":
                head, *rows = told.decode().splitlines()
                told = "\n".join([f"{head},reference", *(f"{one},WHITE_BRITISH" for one in rows)]).encode()
            ReleaseFile.objects.filter(pk=file.pk).update(data=told)
    approved(planned, release, now=datetime(2025, 1, 21, tzinfo=UTC))
    return planned, planned.add("3/1", stage="started", characteristic="ethnicity", group="ASIAN_BANGLADESHI")


def test_an_action_that_came_without_a_figure_is_given_one_and_then_a_target(
    client: Client, published: tuple[Planned, object]
) -> None:
    planned, action = published
    log_in(client, planned.analyst)
    here = reverse("plan:show-action", args=[action.pk])  # type: ignore[attr-defined]
    assert naming(action) in client.get(here).content.decode()
    page = client.get(naming(action)).content.decode()
    chosen = {"step": "arrest-to-treatment/started", "whose": "ethnicity:ethnicity-18+1:ASIAN_BANGLADESHI"}
    for value in chosen.values():
        assert f'value="{value}" selected' in page
    answer = client.post(naming(action), chosen)
    assert answer.status_code == 302, answer.content.decode()
    with as_builder():
        made = Indicator.objects.get(action=action)
    assert answer["Location"] == address(made)
    assert (made.baseline, made.baseline_kind, made.baseline_period) == (0.3, "own", BEFORE[-1])
    assert (made.units, made.measure, made.reference) == ("share", "proportion", "WHITE_BRITISH")
    assert "30 of every 100" in client.get(address(made)).content.decode()
    again = client.post(naming(action), chosen)
    assert again.status_code == 422
    assert "nothing is promised of it yet" in again.content.decode()
    # Once something is promised of it, another target takes a figure of its own.
    assert client.post(address(made), ASKED | {"promise": "yes"}).status_code == 302
    assert client.post(naming(action), chosen).status_code == 302
    with as_builder():
        assert Indicator.objects.filter(action=action).count() == 2


def test_a_figure_that_no_release_tells_is_not_named(
    client: Client, published: tuple[Planned, object]
) -> None:
    planned, action = published
    log_in(client, planned.analyst)
    for wrong in ({"step": ""}, {"step": "x/y", "whose": "sex:sex:FEMALE"}):
        assert client.post(naming(action), wrong).status_code == 422
    elsewhere = make_planned("Elsewhere")
    log_in(client, elsewhere.analyst)
    assert client.get(naming(action)).status_code == 404
    other = elsewhere.add("1/1")
    answer = client.get(naming(other), follow=True)
    assert "No approved release of this area tells a figure yet." in answer.content.decode()
    log_in(client, planned.panel)
    assert client.get(naming(action)).status_code == 403

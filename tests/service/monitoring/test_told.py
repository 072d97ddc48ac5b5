"""The first page's table of what people told us, what we did, whether it moved: what is known stands in it at once."""

import re
from html import unescape

import pytest
from django.test import Client

from evenhand.planning.effects import Verdict
from evenhand_service.common.remembered import REMEMBERED
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.dashboard import told
from evenhand_service.monitoring.findings import operations
from evenhand_service.monitoring.findings.followed import Came, came_of
from evenhand_service.monitoring.findings.heard import heard_of
from evenhand_service.monitoring.models import Comment, FindingThread, Release
from evenhand_service.plan.models import Action, Indicator, Judgement
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_person
from tests.service.builders_plan import NOW, TODAY, Planned, make_planned
from tests.service.builders_releases import make_release

pytestmark = pytest.mark.django_db
HEADING = "What people told us, what we did, whether it moved"


@pytest.fixture
def planned(db: None) -> Planned:
    """Riverside's plan, with a release of Riverside."""
    made = make_planned()
    make_release(made.area)
    return made


def row(client: Client, planned: Planned) -> list[str]:
    """The first row of the table, as plain words."""
    page = client.get(f"/areas/{planned.area.code}/").content.decode()
    assert told.mark_of(0)[:12] not in page
    section = page.split(f"<h2>{HEADING}</h2>")[1].split("</table>")[0]
    cells = re.findall(r"<t[hd](?: [^>]*)?>(.*?)</t[hd]>", section.split("<tbody")[1].split("</tr>")[0], re.S)
    return [" ".join(unescape(re.sub(r"<[^>]+>", "", one)).split()) for one in cells]


def thread_of(planned: Planned) -> FindingThread:
    """The thread of the release's finding."""
    with as_builder():
        return FindingThread.objects.get(area=planned.area)


def act(planned: Planned, verdict: str = "", direction: str = "") -> Action:
    """An action of the finding; with a verdict, its figure was judged by the release."""
    action = planned.add(wording="Open on Sundays")
    with as_builder():
        Action.objects.filter(pk=action.pk).update(thread=thread_of(planned))
        if verdict:
            figure = Indicator.objects.create(
                action=action, area=planned.area, units="share", smallest_change={"words": {"en": "x"}},
                made_by_name="Ann", made_at=NOW,
            )  # fmt: skip
            Judgement.objects.create(
                indicator=figure, area=planned.area, release=Release.objects.get(area=planned.area), as_at=TODAY,
                verdict=verdict, direction=direction, units="share", made_at=NOW,
            )  # fmt: skip
    return action


def test_what_is_asked_done_and_judged_stands_in_the_table_at_once(client: Client, planned: Planned) -> None:
    log_in(client, planned.panel)
    REMEMBERED.forget()
    assert row(client, planned)[1:] == ["Not yet asked", "–", "–"]
    thread = thread_of(planned)
    researcher = make_person("community-researcher", area=planned.area, name="Rhian")
    with acting_as(researcher.pk):
        operations.add_comment(
            thread=thread, author=researcher, body="Evenings", lang="en", for_community=True, now=NOW
        )
    assert row(client, planned)[1].startswith("Written down on ")
    act(planned)
    assert row(client, planned)[2:] == ["1 action in the plan", "–"]
    act(planned, Verdict.MOVED, "towards")
    assert row(client, planned)[2:] == ["2 actions in the plan", "Moved"]
    act(planned, Verdict.MOVED, "away")
    act(planned, Verdict.TOO_EARLY)
    assert row(client, planned)[2] == "4 actions in the plan"
    assert set(row(client, planned)[3].split("; ")) == {"Moved", "Moved the other way", "Too early to say"}
    held = repr(REMEMBERED.values())
    assert "Written down on" not in held, "what changes from day to day is never remembered"
    with as_builder():
        Comment.objects.update(hidden_at=NOW, hidden_because="It named somebody")
    assert row(client, planned)[1] == "Not yet asked"


def test_cells_lead_to_the_finding_and_are_in_the_readers_language(client: Client, planned: Planned) -> None:
    act(planned, Verdict.DID_NOT)
    log_in(client, planned.panel)
    client.cookies["django_language"] = "cy"
    page = client.get(f"/areas/{planned.area.code}/").content.decode()
    thread = thread_of(planned)
    assert f'href="/findings/{thread.pk}/#actions"' in page
    assert "action in the plan" not in page
    assert "Did not move" not in page


def test_somebody_elsewhere_is_told_nothing(planned: Planned) -> None:
    act(planned, Verdict.MOVED)
    thread = thread_of(planned)
    elsewhere = make_planned("Hillside")
    for person, seen in ((planned.panel, True), (elsewhere.panel, False)):
        with acting_as(person.pk):
            assert bool(came_of(person, [thread.pk])) == seen
            assert bool(heard_of(person, [thread.pk])) == seen


def test_an_action_that_was_carried_on_counts_once(planned: Planned) -> None:
    first = act(planned, Verdict.MOVED)
    thread, later = thread_of(planned), act(planned)
    with as_builder():
        Action.objects.filter(pk=later.pk).update(carried_from=first)
    with acting_as(planned.panel.pk):
        assert came_of(planned.panel, [thread.pk]) == {thread.pk: Came(actions=1, moved=("Moved",))}


def test_rows_without_their_findings_stay_as_the_release_has_them() -> None:
    one = {"area": "A", "same": "A|p|started|sex||women|x"}
    place = {"code": "A", "listening": {"rows": [["Women"], ["Men"]]}}
    assert told._findings({"headlines": [one], "further": []}, place) == ()
    two = {"area": "A", "same": "A|p|started|sex||men|x"}
    assert told._findings({"headlines": [one, two], "further": []}, place) == (one["same"], two["same"])
    other = {"area": "A", "same": "A|p|left|sex||men|x"}
    assert told._findings({"headlines": [], "further": [one, other, two]}, place) == (
        one["same"],
        two["same"],
    )

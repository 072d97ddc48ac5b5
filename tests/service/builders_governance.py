"""Groups and meetings for tests: a panel that reports to a forum, with seats of every capacity."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from evenhand_service.common.who import acting_as
from evenhand_service.governance.enums import Capacity, GroupKind, Presence, SeatPart
from evenhand_service.governance.models import Group, Meeting, Seat
from evenhand_service.governance.operations import agenda, groups, meetings, outcomes
from evenhand_service.governance.queries.agenda import proposals
from tests.service.builders_plan import NOW, TODAY, Planned, make_planned

STARTS = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Governed:
    """A partnership with a plan, a forum, and a panel that reports to it."""

    planned: Planned
    forum: Group
    panel: Group
    seats: dict[str, Seat]

    @property
    def lead(self) -> Any:
        """Who runs the meetings."""
        return self.planned.lead

    @property
    def member(self) -> Any:
        """A member of the panel with an account, who runs nothing."""
        return self.planned.panel

    def meet(self, *, starts_at: datetime = STARTS, group: Group | None = None, **given: Any) -> Meeting:
        """Return a planned meeting of the panel."""
        with acting_as(self.lead.pk):
            return meetings.plan_meeting(
                group=group or self.panel,
                person=self.lead,
                starts_at=starts_at,
                place=given.pop("place", "Town hall"),
                now=NOW,
                **given,
            )

    def find(self, meeting: Meeting, *, day: date = TODAY) -> list[Any]:
        """Put on a meeting's agenda what is found, and return what was added."""
        with acting_as(self.lead.pk):
            found = proposals(self.lead, meeting, day=day, language="en")
            return agenda.take_up(meeting=meeting, found=found)

    def begin(self, meeting: Meeting, **given: Any) -> Meeting:
        """Begin a meeting."""
        with acting_as(self.lead.pk):
            meetings.move(meeting=meeting, verb="begin", now=NOW, **given)
        return meeting

    def hold(self, **given: Any) -> Meeting:
        """Return a meeting in progress, with everybody there but the carer."""
        meeting = self.begin(self.meet(**given))
        told = {one.pk: Presence.PRESENT for one in self.seats.values()}
        told[self.seats["carer"].pk] = Presence.APOLOGIES
        with acting_as(self.lead.pk):
            meetings.say_who_was_there(meeting=meeting, told=told)
        return meeting

    def raises(self, meeting: Meeting, words: str = "Letters do not come in Urdu") -> Any:
        """Return what the person who uses services raised."""
        with acting_as(self.lead.pk):
            return outcomes.raise_point(
                meeting=meeting,
                person=self.lead,
                words=words,
                lang="en",
                capacity="",
                seat=self.seats["user"],
                now=NOW,
            )


def make_governed(name: str = "Riverside") -> Governed:
    """Return a partnership with a plan, a panel and its forum."""
    planned = make_planned(name)
    lead = planned.lead
    with acting_as(lead.pk):
        kept = {"area": planned.area, "person": lead, "lang": "en", "now": NOW}
        forum = groups.make_group(name=f"{name} equality forum", kind=GroupKind.FORUM, **kept)
        panel = groups.make_group(
            name=f"{name} scrutiny panel", kind=GroupKind.PANEL, reports_to=forum, **kept
        )
        give = {"group": panel, "starts": date(2026, 1, 1), "today": TODAY}
        seats = {
            "chair": groups.give_seat(
                name="Lee Lead",
                user=lead,
                capacity=Capacity.AGENCY,
                part=SeatPart.CHAIR,
                agency="Council",
                **give,
            ),
            "member": groups.give_seat(
                name="Pat Panel",
                user=planned.panel,
                capacity=Capacity.COMMUNITY,
                part=SeatPart.MEMBER,
                **give,
            ),
            "user": groups.give_seat(
                name="Sam Quill", shown_as="S.", capacity=Capacity.USER, part=SeatPart.MEMBER, **give
            ),
            "carer": groups.give_seat(
                name="Kim Quill",
                shown_as="Kim",
                capacity=Capacity.CARER,
                may_show_capacity=True,
                part=SeatPart.MEMBER,
                **give,
            ),
        }
    return Governed(planned=planned, forum=forum, panel=panel, seats=seats)


LATER = STARTS + timedelta(days=60)


def make_one_of_each_meeting(area: Any, person: Any, mark: str = "") -> dict[str, Any]:
    """Return a meeting in progress with one of everything that an address may name; `mark` stands in every text."""
    kept = {"person": person, "now": NOW}
    told = {"lang": "en", "now": NOW}
    with acting_as(person.pk):
        forum = groups.make_group(area=area, name=f"{mark} forum", kind=GroupKind.FORUM, **kept)
        group = groups.make_group(
            area=area,
            name=f"{mark} panel",
            kind=GroupKind.PANEL,
            reports_to=forum,
            purpose=f"{mark} purpose",
            **kept,
        )
        seat = groups.give_seat(
            group=group,
            name=f"{mark} member",
            shown_as=f"{mark} M.",
            capacity=Capacity.EX_USER,
            part=SeatPart.MEMBER,
            starts=date(2026, 1, 1),
            today=TODAY,
        )
        meeting = meetings.plan_meeting(group=group, starts_at=STARTS, place=f"{mark} hall", **kept)
        item = agenda.add_item(meeting=meeting, title=f"{mark} item", lang="en")
        paper = agenda.give_file(
            meeting=meeting, content=b"%PDF", media_type="application/pdf", title=f"{mark} paper", **kept
        )
        meetings.move(meeting=meeting, verb="begin", now=NOW)
        meetings.say_who_was_there(meeting=meeting, told={seat.pk: Presence.PRESENT})
        agenda.write_minutes(item=item, words=f"{mark} said")
        common = {"meeting": meeting, "person": person, "words": f"{mark} words", **told}
        decision = outcomes.decide(kind="decision", item=item, **common)
        raised = outcomes.raise_point(capacity="", seat=seat, item=item, **common)
        closed = meetings.plan_meeting(group=group, starts_at=STARTS - timedelta(days=60), **kept)
        for verb in ("begin", "close"):
            meetings.move(meeting=closed, verb=verb, now=NOW)
        report = outcomes.report_upward(**{**common, "meeting": closed}, decisions=[])
    return {
        "group": group,
        "seat": seat,
        "meeting": meeting,
        "item": item,
        "paper": paper,
        "raised": raised,
        "decision": decision,
        "report": report,
    }

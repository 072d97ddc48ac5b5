"""Make the made-up partnership, step by step; what is there already is left as it is, so that a stopped start goes on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from evenhand_service.accounts.models import User
from evenhand_service.config.example import acting, meeting, monitoring, people, places, sharing
from evenhand_service.config.example.plan import Plan, plan
from evenhand_service.config.example.publishing import approve_and_publish
from evenhand_service.organisations.models import Area

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a first start: what is said of it, and what does it."""

    words: str
    do: Callable[[monitoring.Say], Any]


def is_empty() -> bool:
    """Return whether nobody uses the installation yet: the example is never put among rows that are somebody's."""
    return not User.objects.exists() and not Area.objects.using(places.KEEPER).exists()


def steps(folder: Path, clock: Clock, wanted: Plan | None = None) -> Iterator[Step]:
    """Yield the steps in order; where no plan is given, those of the one that comes with Evenhand."""
    wanted, found = wanted or plan(), {}

    def set_up(say: monitoring.Say) -> None:
        now, today = clock(), timezone.localdate(clock())
        found.update(places.make_places(wanted))
        people.make_people(wanted, found, now=now, today=today, file=folder / people.FILE)
        lead = monitoring.person(wanted, "partnership-lead")
        places.make_agreement(wanted, found, lead=lead, today=today)
        places.make_purposes(wanted, found, lead=lead, today=today)

    yield Step(words="Places, organisations and people", do=set_up)
    for extract in wanted.extracts:
        name = f"{next(one.name for one in wanted.areas if one.code == extract.area)} {extract.label}"
        yield Step(words=f"Records of {name}", do=_bound(monitoring.send_in, wanted, extract, found, clock))
        yield Step(words=f"Release of {name}", do=_bound(_release, wanted, extract, found, clock))
        if extract.act:
            yield Step(
                words="Plans with actions from findings, a contract, and a panel",
                do=_acted(wanted, found, clock),
            )


def _bound(do: Callable[..., Any], wanted: Plan, extract: Any, found: dict[str, Any], clock: Clock) -> Any:
    return lambda say: do(wanted, extract, found, clock=clock, say=say)


def _acted(wanted: Plan, found: dict[str, Any], clock: Clock) -> Callable[[monitoring.Say], Any]:
    def act(say: monitoring.Say) -> None:
        acting.make_plan_of_findings(wanted, found, now=clock())
        acting.confirm_what_is_done(wanted, found, now=clock())
        acting.make_plan_of_2006(wanted, found, now=clock())
        area = found[next(one.area for one in wanted.extracts if one.act)]
        sharing.buy_and_share(wanted, found, now=clock())
        lead, member = (monitoring.person(wanted, one) for one in ("partnership-lead", "panel-member"))
        meeting.make_panel(area, lead=lead, member=member, now=clock())

    return act


def _release(wanted: Plan, extract: Any, found: dict[str, Any], *, clock: Clock, say: monitoring.Say) -> None:
    run = monitoring.make_release(wanted, extract, found, clock=clock, say=say)
    if extract.publish:
        approve_and_publish(wanted, run, now=clock())

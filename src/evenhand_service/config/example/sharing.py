"""What the made-up partnership shares: an entry of good practice, a bulletin, and support for the place beside it."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from importlib import resources
from typing import Any

from django.db import transaction
from django.utils import timezone, translation

from evenhand_service.commissioning.library import bulletins, queries
from evenhand_service.commissioning.library import operations as library
from evenhand_service.commissioning.models import Bulletin, Practice, Support
from evenhand_service.commissioning.support import operations as support
from evenhand_service.commissioning.support.queries import Outlying
from evenhand_service.common.who import acting_as
from evenhand_service.config.example.buying import make_contract
from evenhand_service.config.example.cast import Cast, cast_of
from evenhand_service.config.example.plan import Plan
from evenhand_service.monitoring.needs.queries import newest_release
from evenhand_service.plan.models import Action


def buy_and_share(wanted: Plan, found: Mapping[str, Any], *, now: datetime) -> None:
    """Make what is bought, reviewed and shared; what is there already is left as it is."""
    text = (resources.files("evenhand_service.config.example") / "data" / "buying.toml").read_text("utf-8")
    told, cast = tomllib.loads(text), cast_of(wanted, found)
    # Each wholly or not at all, so that a start that was stopped goes on.
    for make, part in (
        (make_contract, told),
        (_practice, told["practice"]),
        (_support, told["support"]),
        (_bulletin, told["bulletin"]),
    ):
        with transaction.atomic():
            make(cast, part, now)


def _practice(cast: Cast, told: Mapping[str, Any], now: datetime) -> None:
    by = cast.researcher
    with acting_as(cast.lead.pk):
        if Practice.objects.visible_to(cast.lead).filter(area=cast.area).exists():
            return
        rows = Action.objects.visible_to(cast.lead).filter(area=cast.area, reference=told["reference"])
        action = rows.exclude(thread=None).select_related("thread").get()
    about = {name: told[name] for name in ("stage", "characteristic", "group")}
    with acting_as(by.pk):
        made = library.write_practice(
            area=cast.area,
            person=by,
            language="en",
            words=told["en"],
            action=action,
            thread=action.thread,
            contact_name=by.name,
            now=now,
            **about,
        )
        library.write_words(practice=made, language="cy", words=told["cy"])
        library.take_step(practice=made, person=by, verb="submit", now=now)
    with acting_as(cast.lead.pk):
        library.take_step(practice=made, person=cast.lead, verb="approve", now=now)
        library.publish_practice(practice=made, person=cast.lead, fields=told["public"], now=now)


def _support(cast: Cast, told: Mapping[str, Any], now: datetime) -> None:
    """A case of the place beside; the words say that no funnel stands behind it."""
    by, lead = cast.viewer, cast.lead
    with acting_as(by.pk):
        if Support.objects.visible_to(by).filter(area=cast.neighbour).exists():
            return
        release = newest_release(by, cast.area.pk)
        words = {name: told[name] for name in ("en", "cy")}
        where = Outlying(
            area=cast.neighbour, stage=told["stage"], release=release, fares_worse=True, words=words
        )
        made = support.identify(found=where, region=cast.region, person=by, now=now)
        # A minute apart, so that they stand in the order in which they happened.
        said = (now + timedelta(minutes=number) for number in range(1, 4))
        offered = {"wording": told["offered"], "by_whom": told["by_whom"], "lang": "en"}
        support.offer(support=made, person=by, now=next(said), **offered)
    again = timezone.localdate(now) + timedelta(days=told["look_again_days"])
    with acting_as(lead.pk):
        support.accept(
            support=made,
            person=lead,
            wording=told["accepted"],
            lang="en",
            look_again_date=again,
            now=next(said),
        )
        support.tell_what_was_tried(
            support=made, person=lead, wording=told["tried"], lang="en", by_whom=lead.name, now=next(said)
        )


def _bulletin(cast: Cast, told: Mapping[str, Any], now: datetime) -> None:
    by, today = cast.lead, timezone.localdate(now)
    with acting_as(by.pk), translation.override("en"):
        if Bulletin.objects.visible_to(by).filter(area=cast.area).exists():
            return
        first = today - timedelta(days=told["days"])
        made = library.make_bulletin(
            area=cast.area,
            person=by,
            first_day=first,
            last_day=today,
            introduction=told["introduction"],
            lang="en",
            body=bulletins.content_of(queries.new_between(first, today, cast.area)),
            now=now,
        )
        library.issue_bulletin(bulletin=made, person=by, now=now)

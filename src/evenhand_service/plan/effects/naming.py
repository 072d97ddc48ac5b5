"""Names the figure that an action should move, of those that the area's newest approved releases publish."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from evenhand.planning.effects.offered import OfferedFigure, offered_figures
from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.findings.baseline import Baseline, baseline_of
from evenhand_service.monitoring.findings.presenters import charts
from evenhand_service.monitoring.models import FindingThread, Release, ReleaseFile
from evenhand_service.monitoring.models.kept import KeptFigure
from evenhand_service.plan.models import Action, Indicator
from evenhand_service.plan.operations.faults import NotAllowed
from evenhand_service.plan.operations.indicators import name_figure

MEASURES = "measures.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A figure and the release that publishes it."""

    figure: OfferedFigure
    release_id: Any

    @property
    def step(self) -> str:
        """The programme and step, as a form sends them."""
        return f"{self.figure.key.programme}/{self.figure.key.stage}"

    @property
    def whose(self) -> str:
        """The characteristic, its list and the group, as a form sends them."""
        key = self.figure.key
        return f"{key.characteristic}:{key.code_list}:{key.group}"

    @property
    def same(self) -> str:
        """The name under which later releases tell the same figure."""
        key = self.figure.key
        parts = (
            key.area,
            key.programme,
            key.stage,
            key.characteristic,
            key.code_list,
            key.group,
            key.reference,
        )
        return "|".join((*parts, key.measure))


def offers(user: Any, action: Action, language: str) -> list[Offer]:
    """Return the figures of the area's newest approved release of each programme, in a language's words."""
    rows = Release.objects.visible_to(user).filter(
        area_id=action.area_id, kind=ReleaseKind.PROTECTED, state=ReleaseState.APPROVED
    )
    newest = rows.order_by("programme", "-period_ends", "-made_at", "pk").distinct("programme")
    files = ReleaseFile.objects.filter(release__in=list(newest), language=language, name=MEASURES)
    return [
        Offer(figure=one, release_id=file.release_id)
        for file in files.order_by("release__programme")
        for one in offered_figures(bytes(file.data), action.area.code)
    ]


def first_choice(action: Action, found: Iterable[Offer]) -> dict[str, str]:
    """Return what the form begins with: the step and group that the action is about, as far as they are published."""
    listed = list(found)
    step = next((one.step for one in listed if one.figure.key.stage == action.stage), "")
    about = (action.characteristic, action.group)
    whose = next(
        (one.whose for one in listed if (one.figure.key.characteristic, one.figure.key.group) == about), ""
    )
    return {"step": step, "whose": whose}


def name(*, action: Action, offer: Offer, person: Any, now: datetime) -> Indicator:
    """Name a figure for an action, from where it stands now. Raises NotAllowed where the same waits for its target."""
    held = action.indicators.filter(same__startswith=_without_measure(offer.same), smallest_change={})
    if held.exists():
        raise NotAllowed(_("This figure is named already, and nothing is promised of it yet."))
    thread = _thread(action, offer)
    start = _start(person, offer)
    return name_figure(
        action=action,
        person=person,
        thread=thread,
        same=thread.same if thread else offer.same,
        key=offer.figure.key,
        now=now,
        baseline=start.value,
        baseline_lower=start.lower,
        baseline_upper=start.upper,
        baseline_kind=start.kind,
        baseline_period=start.period,
    )


def _without_measure(same: str) -> str:
    return same.rpartition("|")[0] + "|"


def _thread(action: Action, offer: Offer) -> FindingThread | None:
    """The finding that was made of the same group and step, where there is one."""
    rows = FindingThread.objects.filter(area_id=action.area_id, same__startswith=_without_measure(offer.same))
    return rows.order_by("same").first()


def _start(user: Any, offer: Offer) -> Baseline:
    """Where the figure stands: drawn towards the other groups where the release tells it so. Source: F5."""
    figure, key = offer.figure, offer.figure.key
    where = {"place": key.area, "stage": key.stage, "characteristic": key.characteristic}
    borrowed = KeptFigure.objects.visible_to(user).filter(
        release_id=offer.release_id, language="en", kind="borrowed", code_list=key.code_list, **where
    )
    told = (figure.lower, figure.estimate, figure.upper)
    return baseline_of(
        evidence={"own": told},
        units=key.units,
        period=figure.period,
        estimate=told,
        group_label=figure.group_label,
        borrowed=charts.rows_of(borrowed.first()),
    )

"""Writes of indicators: what an action should move, and the comparison that is fixed before the data are seen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from evenhand.planning.effects.published import FigureKey
from evenhand_service.monitoring.models import ActionSeed, FindingThread
from evenhand_service.plan.models import Action, Indicator
from evenhand_service.plan.operations.editions import seal
from evenhand_service.plan.operations.faults import ChangedMeanwhile, NotAllowed

_OF_THREAD = ("same", "programme", "measure", "stage", "characteristic", "group", "reference")


def set_indicator(
    *,
    action: Action,
    person: Any,
    thread: FindingThread,
    units: str,
    now: datetime,
    replaces: Indicator | None = None,
    **given: Any,
) -> Indicator:
    """Name the figure that an action should move; `given` is baseline, interval, kind, period, target, smallest_change.

    Raises NotAllowed for a finding of another area.
    """
    if thread.area_id != action.area_id:
        raise NotAllowed(_("An action's figure is one of its own area."))
    return Indicator.objects.create(
        action=action,
        area_id=action.area_id,
        thread=thread,
        units=units,
        replaces=replaces,
        made_by=person,
        made_by_name=person.name,
        made_at=now,
        **{name: getattr(thread, name) for name in _OF_THREAD},
        **given,
    )


def name_figure(
    *,
    action: Action,
    person: Any,
    thread: FindingThread | None,
    same: str,
    key: FigureKey,
    now: datetime,
    **given: Any,
) -> Indicator:
    """Name a published figure that an action should move, whether or not a finding was made of it. Source: F5.

    `same` is the name under which later releases tell it; `given` is the baseline. Raises NotAllowed for another area's.
    """
    if key.area != action.area.code:
        raise NotAllowed(_("An action's figure is one of its own area."))
    return Indicator.objects.create(
        action=action,
        area_id=action.area_id,
        thread=thread,
        same=same,
        programme=key.programme,
        measure=key.measure,
        stage=key.stage,
        characteristic=key.characteristic,
        group=key.group,
        reference=key.reference,
        units=key.units,
        made_by=person,
        made_by_name=person.name,
        made_at=now,
        **given,
    )


def indicator_of_seed(*, action: Action, seed: ActionSeed, person: Any, now: datetime) -> Indicator:
    """Take over where a next step starts from, as it was shown when it was made of the finding."""
    return set_indicator(
        action=action,
        person=person,
        thread=seed.thread,
        units=seed.units,
        baseline=seed.baseline,
        baseline_lower=seed.baseline_lower,
        baseline_upper=seed.baseline_upper,
        baseline_kind=seed.baseline_kind,
        baseline_period=seed.period,
        target_date=seed.due_date,
        now=now,
    )


def fix_protocol(*, indicator: Indicator, protocol: Mapping[str, Any], now: datetime) -> str:
    """Fix how the comparison will be made, before its data are there; return its fingerprint. Never fixed twice."""
    told = seal(protocol)
    rows = Indicator.objects.filter(pk=indicator.pk, protocol_hash="")
    if not rows.update(protocol=dict(protocol), protocol_hash=told, protocol_fixed_at=now):
        raise ChangedMeanwhile(
            _("The comparison was fixed already. Another one needs an indicator of its own.")
        )
    return told

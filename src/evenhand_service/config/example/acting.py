"""Plans of the made-up partnership: one made of its findings with what each should move, and the real plan of 2006."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from evenhand.planning.example import made_up_edition, plan_of_2006
from evenhand.planning.rows import PlanRow
from evenhand_service.accounts.models import User
from evenhand_service.common.who import acting_as
from evenhand_service.config.example.monitoring import person
from evenhand_service.config.example.plan import Plan as Wanted
from evenhand_service.monitoring.findings import detail
from evenhand_service.monitoring.findings.operations import add_explanation, make_action
from evenhand_service.monitoring.findings.views import baseline_here
from evenhand_service.monitoring.models import FindingThread
from evenhand_service.organisations.models import Area
from evenhand_service.plan.effects.judging import make_promise, read_before
from evenhand_service.plan.effects.promising import reckoned
from evenhand_service.plan.effects.series import points_of, standing_readings
from evenhand_service.plan.enums import ActionStatus
from evenhand_service.plan.models import Action, Aim, Plan, Theme
from evenhand_service.plan.operations import actions, plans
from evenhand_service.plan.operations.actions import Answers
from evenhand_service.plan.operations.editions import take_edition
from evenhand_service.plan.operations.log import log_progress
from evenhand_service.plan.operations.seeds import take_up_seed
from evenhand_service.plan.operations.states import confirm_completion, say_complete
from evenhand_service.plan.queries.snapshot import rows_of


def make_plan_of_findings(wanted: Wanted, found: Mapping[str, Any], *, now: datetime) -> None:
    """Make the plan: each action from a finding, with a question that was asked first and a figure that should move."""
    analyst, area = person(wanted, "analyst"), _area(wanted, found)
    told = wanted.acting
    with acting_as(analyst.pk):
        if Plan.objects.filter(area=area, title=told["title"]).exists():
            return
        plan = plans.make_plan(
            area=area,
            person=analyst,
            title=told["title"],
            financial_year=told["financial_year"],
            lang="en",
            cover_date=told["cover_date"],
            now=now,
        )
        for one in told["action"]:
            _act(plan, one, analyst, told, now)


def _act(plan: Plan, one: Mapping[str, Any], analyst: User, told: Mapping[str, Any], now: datetime) -> None:
    thread = FindingThread.objects.get(area_id=plan.area_id, stage=one["stage"], group=one["group"])
    add_explanation(
        thread=thread, person=analyst, kind="community", words=one["asked"], lang="en", question="", now=now
    )
    finding = detail.worded(analyst, detail.shown(detail.findings_of(analyst, thread)))
    seed = make_action(
        thread=thread,
        person=analyst,
        wording=one["wording"],
        lang="en",
        lead_name=one["lead"],
        due_date=told["due"],
        untested_because="",
        baseline=baseline_here(analyst, finding),
        now=now,
    )
    theme = plans.add_theme(plan=plan, title=one["theme"], reference=one["reference"].partition("/")[0])
    aim = plans.add_aim(theme=theme, wording=one["aim"])
    action = take_up_seed(
        seed=seed, plan=plan, theme=theme, aim=aim, person=analyst, reference=one["reference"], now=now
    )
    as_at = one["progress_as_at"]
    log_progress(action=action, person=analyst, words=one["progress"], lang="en", as_at_date=as_at, now=now)
    _promise(action, target=one["target"], starts=told["starts"], due=told["due"], now=now)
    if "completed" in one:
        say_complete(
            action=action,
            person=analyst,
            version=action.version,
            words=one["done"],
            lang="en",
            completed_date=one["completed"],
            now=now,
        )


def confirm_what_is_done(wanted: Wanted, found: Mapping[str, Any], *, now: datetime) -> None:
    """Confirm, as somebody else than who said so, what of the plan is complete."""
    lead, area = person(wanted, "partnership-lead"), _area(wanted, found)
    words = {one["reference"]: one["confirmed"] for one in wanted.acting["action"] if "confirmed" in one}
    with acting_as(lead.pk):
        rows = Action.objects.filter(area=area, plan__title=wanted.acting["title"], confirmed_at=None)
        for action in rows.filter(reference__in=words, status=ActionStatus.COMPLETE):
            confirm_completion(
                action=action,
                person=lead,
                version=action.version,
                words=words[action.reference],
                lang="en",
                now=now,
            )


def _promise(action: Action, *, target: float, starts: date, due: date, now: datetime) -> None:
    indicator = action.indicators.get()
    read_before(indicator=indicator, now=now)
    points = points_of(standing_readings(indicator))
    made = reckoned(indicator, points, target=target, due=due, starts=starts, today=starts)
    make_promise(indicator=indicator, made=made)


def make_plan_of_2006(wanted: Wanted, found: Mapping[str, Any], *, now: datetime) -> None:
    """Take the plan of 2006 in as it stands, gaps in its numbering and all, with its edition and a made-up later one."""
    analyst, area = person(wanted, "analyst"), _area(wanted, found)
    edition, later = plan_of_2006(), made_up_edition()
    with acting_as(analyst.pk):
        if Plan.objects.filter(area=area, title=edition.plan).exists():
            return
        plan = plans.make_plan(
            area=area,
            person=analyst,
            title=edition.plan,
            financial_year="2006/07",
            lang="en",
            cover_date=edition.cover_date,
            as_at_date=edition.as_at,
            now=now,
        )
        _take_rows(plan, edition.rows, analyst, now)
        first = rows_of(analyst, plan)
        taken = edition.as_at or edition.cover_date or now.date()
        take_edition(
            plan=plan,
            person=analyst,
            rows=first,
            as_at_date=taken,
            title=f"Version {edition.version}",
            now=now,
        )
        take_edition(
            plan=plan,
            person=analyst,
            rows=[_as_frozen(one, like=first[0]) for one in later.rows],
            as_at_date=later.as_at or later.cover_date or now.date(),
            title=f"Version {later.version}",
            note="Made up, so that two editions can be compared.",
            now=now,
        )
        # Its year is long over: it is there to be read, and nobody is reminded of it.
        plans.end_plan(plan=plan, version=plan.version, now=now)


def _take_rows(plan: Plan, rows: Iterable[PlanRow], analyst: User, now: datetime) -> None:
    themes: dict[str, Theme] = {}
    aims: dict[tuple[str, str], Aim] = {}
    for row in rows:
        if row.theme not in themes:
            themes[row.theme] = plans.add_theme(
                plan=plan, title=row.theme or plan.title, is_supporting=row.supporting
            )
        theme = themes[row.theme]
        if row.aim and (row.theme, row.aim) not in aims:
            aims[row.theme, row.aim] = plans.add_aim(theme=theme, wording=row.aim)
        actions.add_action(
            plan=plan,
            theme=theme,
            aim=aims.get((row.theme, row.aim)),
            person=analyst,
            wording=row.action,
            reference=row.reference,
            when_text=row.when.text,
            leads=[Answers(name=one.name, agency=one.agency) for one in row.leads],
            depends_on=row.depends_on,
            mentions=row.mentions,
            now=now,
        )


def _as_frozen(row: PlanRow, *, like: Mapping[str, Any]) -> dict[str, Any]:
    """A row of an edition that was never a plan here, in the form that editions freeze; what it does not say is empty."""
    empty = {name: type(value)() if value is not None else None for name, value in like.items()}
    told = {name: value for name, value in row.to_row().items() if name in like}
    return {**empty, **told, "id": "", "lang": "en", "status": "open", "supporting": row.supporting}


def _area(wanted: Wanted, found: Mapping[str, Any]) -> Area:
    acted: Area = found[next(one.area for one in wanted.extracts if one.act)]
    return acted

"""Making a run's releases in the background: extracts in, `flow.run`, releases and ledger kept. The bridge to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from evenhand.disclosure import Ledger, LedgerEntry, load_policy
from evenhand.flow import ledger_entry, translated
from evenhand.flow import run as run_flow
from evenhand.foundations import EvenhandError
from evenhand.publish import Release
from evenhand.publish.kept import KeptRelease, kept
from evenhand.records import Inputs
from evenhand_service.accounts.models import User
from evenhand_service.common.licence import licence
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.loads.enums import LoadState
from evenhand_service.monitoring.models import LedgerRow, Load, Run, RunInput
from evenhand_service.monitoring.private_folder import private_folder
from evenhand_service.monitoring.releases.bundle import Bundle, bundle_of
from evenhand_service.monitoring.releases.operations import store_kept
from evenhand_service.monitoring.runs.enums import RUN_MACHINE
from evenhand_service.monitoring.runs.extracts import Extracts, write_extracts
from evenhand_service.monitoring.runs.gathering import ledger_of, loads_for
from evenhand_service.monitoring.runs.reading import read_extracts
from evenhand_service.monitoring.runs.settings import run_settings

Clock = Callable[[], datetime]


class NothingToRun(EvenhandError):
    """There is no approved load to make a run of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """All that a run gave, ready to be kept: nothing of it is written yet."""

    extracts: Extracts
    facts: dict[str, Any]
    protected: tuple[KeptRelease, ...]
    bundles: dict[str, Bundle]
    entry: LedgerEntry
    exact: tuple[KeptRelease, ...] = field(default=())


def make_run(*, run_id: UUID, by: UUID, clock: Clock) -> None:
    """Make the releases of a run and keep them. Run twice, or stopped half-way, it gives the same.

    What a person can mend (no programme fits, the release would disclose) stops the run, and its page says what.
    """
    run = _start(run_id, by, clock())
    if run is None:
        return
    try:
        with private_folder() as folder:
            made = _make(run, by, folder, clock)
        _keep(run_id, by, made, clock())
    except EvenhandError as error:
        stop_run(run_id=run_id, by=by, what=error.what, mend=error.mend, now=clock())


def stop_run(*, run_id: UUID, by: UUID, what: str, mend: str, now: datetime) -> None:
    """Say that a run gave no release, and what would mend it; nothing where it has gone on since."""
    with acting_as(by):
        run = _locked(run_id)
        if run is not None and RUN_MACHINE.allows("stop_run", run.state):
            run.state, run.finished_at = RUN_MACHINE.step("stop_run").after, now
            run.stopped_what, run.stopped_mend, run.progress = what, mend, {}
            run.save()


def _start(run_id: UUID, by: UUID, now: datetime) -> Run | None:
    with acting_as(by):
        run = _locked(run_id)
        if run is None or not RUN_MACHINE.allows("start_run", run.state):
            return None
        run.state, run.started_at = RUN_MACHINE.step("start_run").after, now
        run.progress = {"step": "gathering"}
        run.save(update_fields=["state", "started_at", "progress"])
        return run


def _locked(run_id: UUID) -> Run | None:
    return Run.objects.select_for_update(of=("self",)).select_related("area").filter(pk=run_id).first()


def _say(run: Run, by: UUID, step: str) -> None:
    """Tell the page how far the run is."""
    with acting_as(by):
        Run.objects.filter(pk=run.pk).update(progress={"step": step})


def _make(run: Run, by: UUID, folder: Path, clock: Clock) -> Made:
    with acting_as(by):
        person = User.objects.get(pk=by)
        loads = loads_for(run.area, person)
        if not loads:
            raise NothingToRun(
                "There is no approved file for this area.", mend="Upload one, and have it approved."
            )
        extracts = write_extracts(
            area=run.area, loads=loads, folder=folder, person=person, today=timezone.localdate(clock())
        )
        ledger = ledger_of(run.area)
    _say(run, by, "reading")
    inputs = read_extracts(extracts, as_at=run.as_at)
    _say(run, by, "counting")
    release = _flow(run, inputs, run.policy, ledger)
    _say(run, by, "translating")
    releases = [release, *(translated(release, one) for one in run_settings().languages)]
    _say(run, by, "exact")
    exact = _exact(run, inputs) if run.with_exact else ()
    _say(run, by, "writing")
    return Made(
        extracts=extracts,
        facts=dict(release.run),
        protected=tuple(kept(one) for one in releases),
        bundles={one.language: bundle_of(one, licence=licence()["address"]) for one in releases},
        entry=ledger_entry(release, load_policy(run.policy)),
        exact=exact,
    )


def _flow(run: Run, inputs: Inputs, policy: str, ledger: Ledger | None = None) -> Release:
    """The library's one entrance, with the run's own parameters."""
    return run_flow(
        inputs,
        run.programme or None,
        None,
        policy,
        ledger,
        run.as_at,
        area_level=run.area_level or None,
        area_of=run.area_of,
        period=run.period,
        home=(run.area.code,),
    )


def _exact(run: Run, inputs: Inputs) -> tuple[KeptRelease, ...]:
    exact = _flow(run, inputs, run_settings().exact_policy)
    return tuple(kept(one) for one in (exact, *(translated(exact, one) for one in run_settings().languages)))


def _keep(run_id: UUID, by: UUID, made: Made, now: datetime) -> None:
    """Keep all of it in one transaction, if the loads it was made of are still in use."""
    with acting_as(by):
        run = _locked(run_id)
        if run is None or not RUN_MACHINE.allows("finish_run", run.state):
            return
        _check_loads_stand(made)
        store_kept(run=run, kepts=made.protected, bundles=made.bundles, now=now)
        if made.exact:
            store_kept(run=run, kepts=made.exact, bundles={}, now=now)
        RunInput.objects.bulk_create(_inputs(run, made))
        LedgerRow.objects.create(
            area=run.area, run=run, entry=made.entry.to_row(), fingerprint=made.entry.fingerprint, made_at=now
        )
        run.state, run.finished_at, run.progress = RUN_MACHINE.step("finish_run").after, now, {}
        run.run_key, run.versions = made.facts["run_id"], made.facts["versions"]
        run.as_at = run.as_at or made.facts["as_at"]
        run.programme = run.programme or made.facts["versions"]["programme"]["name"]
        run.notes = list(made.facts["warnings"])
        run.left_out = [*made.protected[0].left_out, *made.extracts.left_out]
        run.save()


def _check_loads_stand(made: Made) -> None:
    wanted = {one.load.pk for one in made.extracts.files}
    held = Load.objects.select_for_update(of=("self",)).filter(pk__in=wanted, state=LoadState.APPROVED)
    if {one.pk for one in held} != wanted:
        raise NothingToRun(
            "A file was withdrawn while the run went on, so its result was not kept.", mend="Run again."
        )


def _inputs(run: Run, made: Made) -> list[RunInput]:
    return [
        RunInput(
            run=run, load=one.load, file=one.file, sha256=one.sha256, profile=one.format.name, rows=one.rows
        )
        for one in made.extracts.files
    ]

"""Make a national installation: 150 areas, 40 quarterly releases each, 20,000 findings, 2,000 accounts, a long audit log.

One release is made by the library from made-up people; the others are copies of it under other areas and periods, written
by the database's administrator with triggers off. Every row is like those that the service writes.
"""

import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from django.db import connection, models

AREAS, REGIONS, QUARTERS = 150, 9, 40
ACCOUNTS, ENTRIES = 2_000, 1_000_000
ACTIONS_EACH = (33, 35)
"""Actions of an area's plan: 33, and 35 in every fifth, which makes five thousand."""
ONE_MORE_OF = 3
"""Every third area has one finding more in a release than the made-up people show (three): twenty thousand in all."""
NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
LONG_AGO = date(2010, 1, 1)


def fill(people: int = 8_000) -> dict[str, Any]:
    """Fill an empty installation as its administrator; return how many rows of what, and who logs in."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    areas = make_areas()
    lead = make_accounts(areas)
    template = make_release(areas[0], people)
    copy_releases(template, areas)
    make_plans(areas)
    write_log(lead)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = DEFAULT")
        # As the database's own housekeeping would have left it.
        cursor.execute("VACUUM (ANALYZE)")
    return counted()


def make_areas() -> list[Any]:
    """Make a nation, nine regions, and 150 partnerships with two organisations each."""
    from evenhand_service.organisations.models import Area, Organisation

    nation = Area(code="N00000001", name="Nation", level="nation", starts=LONG_AGO)
    regions = [
        Area(code=f"R{one:08}", name=f"Region {one}", level="region", parent=nation, starts=LONG_AGO)
        for one in range(REGIONS)
    ]
    areas = [
        Area(
            code=f"P{one:08}",
            name=f"Partnership {one:03}",
            level="partnership",
            parent=regions[one % REGIONS],
            starts=LONG_AGO,
        )
        for one in range(AREAS)
    ]
    Area.objects.bulk_create([nation, *regions, *areas])
    Organisation.objects.bulk_create(
        Organisation(name=f"{kind.capitalize()} {area.name}", kind=kind, area=area, starts=LONG_AGO)
        for area in (nation, *regions, *areas)
        for kind in ("partnership", "provider")
    )
    return areas


ROLES = (
    "analyst",
    "partnership-lead",
    "provider-manager",
    "panel-member",
    "case-worker",
    "community-researcher",
)


def make_accounts(areas: list[Any]) -> Any:
    """Make 2,000 people: of each area some in every role, and viewers of the nation; return one lead."""
    from evenhand_service.accounts.models import Membership, User
    from evenhand_service.organisations.models import Organisation

    everyone = [
        User(email=f"person{n}@example.test", name=f"Person {n}", password="!") for n in range(ACCOUNTS)
    ]
    User.objects.bulk_create(everyone)
    office = {one.area_id: one for one in Organisation.objects.filter(kind="partnership")}
    nation = Organisation.objects.get(kind="partnership", area__level="nation")
    held = []
    for number, person in enumerate(everyone):
        area = areas[number % AREAS]
        role = ROLES[(number // AREAS) % len(ROLES)]
        place, body = (nation.area, nation) if number % 100 == 99 else (area, office[area.pk])
        role = "regional-viewer" if place is not area else role
        held.append(Membership(user=person, role=role, organisation=body, area=place, starts=LONG_AGO))
    Membership.objects.bulk_create(held)
    return everyone[AREAS]


def make_release(area: Any, people: int) -> Any:
    """Make one release of made-up people with the library, in both languages, and keep it."""
    from evenhand.flow import read, run, translated
    from evenhand.publish.kept import kept
    from evenhand.synthetic import make_partnership, write_partnership
    from evenhand_service.monitoring.releases.operations import store_kept

    with TemporaryDirectory() as folder:
        write_partnership(make_partnership(people=people, seed=2006), Path(folder))
        release = run(read([Path(folder) / "records", Path(folder) / "areas.csv"]))
    kepts = [kept(release), kept(translated(release, "cy"))]
    made = store_kept(run=SimpleNamespace(id=uuid4(), area=area), kepts=kepts, bundles={}, now=NOW)
    made.state, made.approved_at, made.approver_name = "approved", NOW, "Lead"
    made.is_published, made.published_at = True, NOW
    made.save()
    return made


def copy_releases(template: Any, areas: list[Any]) -> None:
    """Copy a release to every area and quarter, with its texts, figures and findings; then remove the first."""
    from evenhand_service.monitoring.models import kept, releases, threads

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE made (id uuid, area uuid, n int, q int, begins date, ends date)")
        rows = [(one.pk, number) for number, one in enumerate(areas)]
        cursor.execute("CREATE TEMP TABLE places (area uuid, n int)")
        cursor.executemany("INSERT INTO places VALUES (%s, %s)", rows)
        cursor.execute(
            "INSERT INTO made SELECT gen_random_uuid(), area, n, q, date '2016-07-01' + (q * interval '3 months'), "
            "(date '2016-07-01' + ((q + 1) * interval '3 months') - interval '1 day')::date "
            "FROM places, generate_series(0, %s) q",
            [QUARTERS - 1],
        )
        cursor.execute("CREATE INDEX ON made (n, q)")
    _copy(
        releases.Release,
        {
            "id": "m.id",
            "area_id": "m.area",
            "run_id": "gen_random_uuid()",
            "period": "m.begins::text || '/' || m.ends::text",
            "period_ends": "m.ends",
            "as_at": "m.ends + 90",
            "made_at": "m.ends + interval '120 days'",
            "slug": "'p' || m.n || '-' || m.q",
        },
        "t.id = %s",
        [template.pk],
    )
    of_release = {"id": "gen_random_uuid()", "release_id": "m.id"}
    for model in (kept.KeptText, kept.KeptFigure, kept.KeptSection):
        _copy(model, of_release, "t.release_id = %s", [template.pk])
    of_area = {**of_release, "area_id": "m.area"}
    _copy(kept.KeptFinding, of_area, "t.release_id = %s", [template.pk])
    more = {"rank": "4", "same": "t.same || '/again'"}
    _copy(
        kept.KeptFinding,
        {**of_area, **more},
        f"t.release_id = %s AND t.rank = 1 AND m.n %% {ONE_MORE_OF} = 0",
        [template.pk],
    )
    make_threads()
    _copy(threads.ReleaseDigest, {"release_id": "m.id"}, "t.release_id = %s", [template.pk])
    with connection.cursor() as cursor:
        for table in ("kepttext", "keptfigure", "keptsection", "keptfinding", "releasedigest"):
            cursor.execute(f"DELETE FROM monitoring_{table} WHERE release_id = %s", [template.pk])
        cursor.execute("DELETE FROM monitoring_release WHERE id = %s", [template.pk])


def make_threads() -> None:
    """Hang every finding on its thread, whose id is made from what it is of."""
    from evenhand_service.monitoring.models import FindingThread, KeptFinding
    from evenhand_service.monitoring.models.threads import thread_id

    names = (
        "area_id",
        "same",
        "place",
        "programme",
        "stage",
        "characteristic",
        "code_list",
        "group",
        "reference",
    )
    found = KeptFinding.objects.order_by().values(*names, "measure").distinct()
    made = (FindingThread(id=thread_id(one["area_id"], one["same"]), **one) for one in found)
    FindingThread.objects.bulk_create(made, ignore_conflicts=True)


def _copy(model: type[models.Model], instead: Mapping[str, str], which: str, given: list[Any]) -> None:
    """Copy rows of a table for every release to be made, with some columns made anew."""
    columns = [field.column for field in model._meta.concrete_fields]
    names = ", ".join(f'"{one}"' for one in columns)
    values = ", ".join(instead.get(one, f't."{one}"') for one in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) SELECT {values} FROM {model._meta.db_table} t, made m "
            f"WHERE {which} ON CONFLICT DO NOTHING",
            given,
        )


def make_plans(areas: list[Any]) -> None:
    """Give each area a plan: 5,010 actions, due from two years ago to two years on, some done, each led by somebody."""
    from evenhand_service.plan.models import Action, Lead, Plan, Theme

    told = {"made_by_name": "Lead", "made_at": NOW}
    made = [Plan(area=one, title=f"Plan of {one.name}", financial_year="2026/27", **told) for one in areas]
    Plan.objects.bulk_create(made)
    themes = [
        Theme(plan=one, area_id=one.area_id, title=f"Theme {n}", position=n) for one in made for n in range(3)
    ]
    Theme.objects.bulk_create(themes)
    actions = [
        _action(plan, themes[number * 3 + n % 3], n)
        for number, plan in enumerate(made)
        for n in range(ACTIONS_EACH[number % 5 == 0])
    ]
    Action.objects.bulk_create(actions, batch_size=1_000)
    Lead.objects.bulk_create(
        (
            Lead(action=one, area_id=one.area_id, position=0, name=f"Post {n % 40}")
            for n, one in enumerate(actions)
        ),
        batch_size=1_000,
    )


def _action(plan: Any, theme: Any, n: int) -> Any:
    from evenhand_service.plan.models import Action

    due = date(2024, 11, 1) + timedelta(days=(n * 43 + len(plan.title) * 7) % 1_460)
    done = n % 4 == 0
    return Action(
        plan=plan,
        area_id=plan.area_id,
        theme=theme,
        position=n,
        reference=f"{1 + n % 3}/{n}",
        wording=f"Ask people in which language letters come, and change letter number {n}",
        lang="en",
        when_text=f"{due:%-d %B %Y}",
        when_kind="deadline",
        earliest=due,
        latest=due,
        due_from=due,
        due_by=due,
        status="complete" if done else "open",
        completed_date=due if done else None,
        stage=("assessed", "started", "retained")[n % 3],
        characteristic=("ethnicity", "sex", "age_band")[n % 3],
        made_by_name="Lead",
        made_at=NOW,
    )


def write_log(actor: Any) -> None:
    """Write a million entries of the audit log, spread over areas; the chain is not what is measured here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit.entry (at, actor, login, action, subject, row_id, area_id, told) "
            "SELECT now() - (e || ' seconds')::interval, %s, 'evenhand_app', 'update', 'monitoring.load', e::text, p.area, "
            '\'{"state": ["checked", "approved"]}\' FROM generate_series(1, %s) e JOIN places p ON p.n = e %% %s',
            [actor.pk, ENTRIES, AREAS],
        )


def counted() -> dict[str, Any]:
    """Return how many rows there are of what was asked for."""
    told = {}
    with connection.cursor() as cursor:
        for name, table in (
            ("areas", "organisations_area"),
            ("releases", "monitoring_release"),
            ("charts", "monitoring_keptfigure"),
            ("findings", "monitoring_keptfinding"),
            ("actions", "plan_action"),
            ("accounts", "accounts_user"),
            ("audit entries", "audit.entry"),
        ):
            cursor.execute(f"SELECT count(*) FROM {table}")
            told[name] = cursor.fetchone()[0]
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        told["size"] = cursor.fetchone()[0]
    return told


def connect_as_administrator() -> None:
    """Set Django up, start the installation's own PostgreSQL, and connect as its administrator."""
    import django

    from evenhand_service.config.bundled.folder import DataFolder, default_folder
    from evenhand_service.config.bundled.server import ADMINISTRATOR, BundledServer
    from evenhand_service.config.database.address import settings_of

    django.setup()
    from django.conf import settings

    server = BundledServer(DataFolder(default_folder()))
    server.start()
    name = settings.DATABASES["default"]["NAME"]
    connection.settings_dict.update(settings_of(server.address(ADMINISTRATOR, name)))


def main() -> None:
    """Fill the installation that the environment names."""
    connect_as_administrator()
    for what, number in fill().items():
        sys.stdout.write(f"{what}: {number}\n")


if __name__ == "__main__":
    main()

"""The audit log: every way of writing leaves an entry, values that may not be told stay out, and no change goes unseen."""

from datetime import date

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from evenhand_service.accounts.models import ApiToken, Membership, RolePermission, User
from evenhand_service.common.audit.chain import Link, verify
from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.common.audit.operations import note
from evenhand_service.common.who import acting_as
from evenhand_service.organisations.models import Area, Organisation
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_person
from tests.service.builders_publication import token_of
from tests.service.postgres import TestServer

DAY = date(2026, 4, 1)


def area(name: str = "Riverside") -> Area:
    return Area.objects.create(code=f"X{len(name)}{name[:6]}", name=name, level="partnership")


def member(role: str, where: Area) -> User:
    person = User.objects.create_user(f"{role}@example.org", name="Kim Canary")
    organisation = Organisation.objects.create(name="Partnership", kind="partnership", area=where)
    Membership.objects.create(user=person, role=role, organisation=organisation, area=where, starts=DAY)
    return person


def entries() -> list[tuple[str, str, str]]:
    with as_builder(), connection.cursor() as cursor:
        cursor.execute("SELECT action, subject, told::text FROM audit.entry ORDER BY id")
        return cursor.fetchall()


@pytest.mark.django_db
def test_every_way_of_writing_leaves_an_entry() -> None:
    with as_builder():
        one = area()
        Area.objects.bulk_create(
            [Area(code="B1", name="B1", level="site"), Area(code="B2", name="B2", level="site")]
        )
        Area.objects.filter(code__startswith="B").update(level="region")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE organisations_area SET name = 'By hand' WHERE code = 'B1'")
            cursor.execute("DELETE FROM organisations_area WHERE code = 'B2'")
        one.name = "Riverside and Hill"
        one.save()
    found = [(action, told) for action, subject, told in entries() if subject == "organisations.area"]
    assert [action for action, _ in found] == ["insert"] * 3 + ["update"] * 3 + ["delete", "update"]
    assert found[5][1] == '{"name": ["B1", "By hand"]}'
    assert found[7][1] == '{"name": ["Riverside", "Riverside and Hill"]}'


@pytest.mark.django_db
def test_an_update_that_changes_nothing_is_no_entry() -> None:
    with as_builder():
        one = area()
        before = len(entries())
        one.save()
    assert len(entries()) == before


@pytest.mark.django_db
def test_who_wrote_stands_in_the_entry() -> None:
    with as_builder():
        where = area()
        lead = member("partnership-lead", where)
    with acting_as(lead.pk):
        Organisation.objects.create(name="New provider", kind="provider", area=where)
    with as_builder():
        last = AuditEntry.objects.order_by("-id").first()
    assert (last.actor, last.subject, last.area_id) == (lead.pk, "organisations.organisation", where.pk)


@pytest.mark.django_db
def test_the_log_is_read_by_the_data_protection_officer_of_the_area_alone() -> None:
    with as_builder():
        here, there = area("Riverside"), area("Hill")
        Organisation.objects.create(name="Theirs", kind="provider", area=there)
        officer = member("data-protection-officer", here)
        others = [member(role, here) for role in ("partnership-lead", "analyst", "panel-member")]
    with acting_as(officer.pk):
        seen = set(AuditEntry.objects.values_list("area_id", flat=True))
        assert seen == set(AuditEntry.objects.visible_to(officer).values_list("area_id", flat=True))
    assert here.pk in seen
    assert there.pk not in seen
    for other in others:
        with acting_as(other.pk):
            assert AuditEntry.objects.count() == 0


def test_a_value_that_may_not_be_told_is_named_and_not_shown() -> None:
    """Read from the trigger itself: columns of classes that are told to nobody stand under `untold`."""
    from evenhand_service.common.privacy import TOLD
    from evenhand_service.common.walls.raising import walled_models
    from evenhand_service.common.walls.triggers import audit_sql

    checked = 0
    for model in walled_models():
        text = " ".join(audit_sql(model))
        for field in model._meta.concrete_fields:
            if model.privacy[field.name] not in TOLD:
                assert f"'{field.column}', now.\"{field.column}\"" not in text
                assert f"'{field.column}', was.\"{field.column}\"" not in text
                checked += 1
    assert checked


@pytest.mark.django_db
def test_a_note_carries_what_was_read_and_for_what() -> None:
    with as_builder():
        where = area()
        lead = member("partnership-lead", where)
    with acting_as(lead.pk):
        note(
            action="read",
            subject="monitoring.load",
            row_id="7",
            area=where.pk,
            reason="monthly report",
            rows=12,
        )
    with as_builder():
        last = AuditEntry.objects.order_by("-id").first()
    assert (last.action, last.subject, last.row_id, last.reason) == (
        "read",
        "monitoring.load",
        "7",
        "monthly report",
    )
    assert (last.number_of_rows, last.actor, last.area_id) == (12, lead.pk, where.pk)


@pytest.mark.django_db
def test_the_service_cannot_write_the_log_by_hand() -> None:
    for statement in (
        "INSERT INTO audit.entry (action, subject) VALUES ('read', 'x')",
        "UPDATE audit.entry SET reason = ''",
        "DELETE FROM audit.entry",
        "TRUNCATE audit.entry CASCADE",
        "SELECT * FROM audit.head",
        "INSERT INTO audit.link VALUES (1, 1, '')",
    ):
        with (
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def committed() -> None:
    with transaction.atomic(), as_builder():
        for name in ("Riverside", "Hill", "Valley"):
            area(name)


def verified() -> None:
    call_command("verify_audit", skip_checks=True)


@pytest.mark.django_db(transaction=True, databases=["default", "keeper"])
def test_a_log_nobody_touched_holds_and_passes_the_seal_noted_before(
    capsys: pytest.CaptureFixture[str],
) -> None:
    committed()
    verified()
    seal = capsys.readouterr().out.strip().rpartition(" ")[2]
    with transaction.atomic(), as_builder():
        area("Later")
    call_command("verify_audit", noted=seal, skip_checks=True)
    assert "4 entries hold" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True, databases=["default", "keeper"])
@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE audit.entry SET reason = 'another' WHERE id = 2", "not as it was written"),
        ("UPDATE audit.entry SET at = at + interval '1 s' WHERE id = 2", "not as it was written"),
        ("UPDATE audit.entry SET actor = gen_random_uuid() WHERE id = 1", "not as it was written"),
        ("DELETE FROM audit.link WHERE position = 2", "Place 2 is missing"),
        (
            "ALTER TABLE audit.link DROP CONSTRAINT link_entry_id_fkey; DELETE FROM audit.entry WHERE id = 2",
            "gone",
        ),
        ("DELETE FROM audit.link WHERE position = 3", "says it ends at 3"),
        ("INSERT INTO audit.entry (action, subject) VALUES ('x', 'y')", "have no place"),
        ("UPDATE audit.link SET position = position + 10 WHERE position = 3", "Place 3 is missing"),
    ],
)
def test_whatever_an_administrator_changes_is_seen(
    django_db_setup: TestServer, tampering: str, told: str
) -> None:
    committed()
    with django_db_setup.administer(django_db_setup.name) as connection:
        for table in ("entry", "link"):
            connection.execute(f"ALTER TABLE audit.{table} DISABLE TRIGGER ALL")
        connection.execute(tampering)
    with pytest.raises(CommandError, match=told):
        verified()


@pytest.mark.django_db(transaction=True, databases=["default", "keeper"])
def test_an_end_that_was_cut_off_and_made_anew_does_not_pass_the_seal(
    django_db_setup: TestServer, capsys: pytest.CaptureFixture[str]
) -> None:
    committed()
    verified()
    seal = capsys.readouterr().out.strip().rpartition(" ")[2]
    with django_db_setup.administer(django_db_setup.name) as connection:
        for table in ("entry", "link"):
            connection.execute(f"ALTER TABLE audit.{table} DISABLE TRIGGER ALL")
        connection.execute("DELETE FROM audit.link WHERE position = 3")
        connection.execute("DELETE FROM audit.entry WHERE id = 3")
        connection.execute(
            "UPDATE audit.head SET position = 2, hash = (SELECT hash FROM audit.link WHERE position = 2)"
        )
    verified()
    with pytest.raises(CommandError, match="cut off"):
        call_command("verify_audit", noted=seal, skip_checks=True)


@pytest.mark.django_db(transaction=True, databases=["default", "keeper"])
def test_two_who_write_at_once_are_chained_in_the_order_in_which_they_end(
    django_db_setup: TestServer,
) -> None:
    committed()
    address = django_db_setup.server.address("postgres", django_db_setup.name)
    rename = "UPDATE organisations_area SET name = %s WHERE name = %s"
    with psycopg.connect(address) as first, psycopg.connect(address) as second:
        first.execute(rename, ["begun first", "Hill"])
        second.execute(rename, ["begun second", "Valley"])
        second.commit()
        first.commit()
    verified()
    with as_builder(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.told -> 'name' ->> 1 FROM audit.link l JOIN audit.entry e ON e.id = l.entry_id "
            "WHERE e.action = 'update' ORDER BY l.position"
        )
        assert [row[0] for row in cursor.fetchall()] == ["begun second", "begun first"]


@pytest.mark.django_db(transaction=True, databases=["default", "keeper"])
def test_what_was_undone_leaves_no_entry() -> None:
    committed()
    with transaction.atomic():
        with as_builder():
            area("Undone")
        transaction.set_rollback(True)
    verified()
    assert not [one for one in entries() if "Undone" in one[2]]


def test_an_empty_chain_holds() -> None:
    from evenhand_service.common.audit.chain import START

    assert verify([], head=(0, START)).holds


def test_a_link_to_another_start_does_not_hold() -> None:
    verdict = verify([Link(position=1, entry_id=1, sealed="[]", seal=b"x")], head=(1, b"x"))
    assert verdict.faults == ("The entry at place 1 (number 1) is not as it was written.",)


@pytest.mark.django_db
def test_what_roles_may_do_is_the_file() -> None:
    from evenhand_service.accounts.roles import roles

    kept = set(RolePermission.objects.values_list("role", "permission"))
    assert kept == {(one.id, permission) for one in roles().values() for permission in one.may}


@pytest.mark.django_db
def test_an_entry_carries_the_id_of_the_request_that_the_answer_carries(client: Client) -> None:
    analyst = make_person("analyst")
    secret = token_of(analyst)
    with acting_as(analyst.pk):
        token = ApiToken.objects.get()
    log_in(client, analyst)
    answer = client.post(reverse("accounts:revoke-token", args=[token.pk]))
    with as_builder():
        last = AuditEntry.objects.filter(subject="accounts.apitoken", action="update").latest("id")
    assert secret
    assert last.request == answer["X-Request-Id"]
    assert len(last.request) == 36

"""What processes remember together: it lasts as long as it should, and tells nobody whom it is about."""

import threading
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evenhand_service.common.shared.backend import Together
from evenhand_service.common.shared.models import SharedValue

ADDRESS, PERSON = "203.0.113.77", "canary@example.org"


@pytest.mark.django_db
def test_a_value_is_the_same_for_every_process() -> None:
    here, there = Together("", {}), Together("", {})
    assert here.add("tries", [1.5, 2.5], 60)
    assert there.get("tries") == [1.5, 2.5]
    assert not there.add("tries", [9], 60)
    there.set("tries", [3], 60)
    assert here.get("tries") == [3]
    assert here.touch("tries", 120)
    assert here.delete("tries")
    assert there.get("tries", "none") == "none"
    assert not there.delete("tries")
    assert not there.touch("tries", 1)


@pytest.mark.django_db
def test_what_is_over_is_not_told_and_is_forgotten_with_the_next_write() -> None:
    cache.set("old", 1, 60)
    cache.set("for good", 2, None)
    SharedValue.objects.filter(ends_at__isnull=False).update(ends_at=timezone.now() - timedelta(seconds=1))
    assert cache.get("old") is None
    assert cache.add("old", 3, 60), "what is over stands in nobody's way"
    SharedValue.objects.filter(ends_at__isnull=False).update(ends_at=timezone.now() - timedelta(seconds=1))
    cache.set("new", 4, 60)
    assert SharedValue.objects.count() == 2
    assert cache.get("for good") == 2


@pytest.mark.django_db
def test_tries_to_log_in_are_counted_there_and_name_nobody(client: Client) -> None:
    told = {"login": PERSON, "password": "not the password"}
    client.post(reverse("account_login"), told, REMOTE_ADDR=ADDRESS)
    with connection.cursor() as cursor:
        cursor.execute("SELECT fingerprint, value::text FROM common_sharedvalue")
        rows = cursor.fetchall()
    assert rows, "the limits of logging in are counted in the database"
    assert all(len(fingerprint) == 64 for fingerprint, _value in rows)
    held = str(rows)
    assert not any(one in held for one in (ADDRESS, PERSON, "canary", "login", "allauth"))


@pytest.mark.django_db
def test_the_limit_of_an_address_holds_over_processes(client: Client) -> None:
    """Sixty log-ins a minute from one address: the sixty-first is told to wait, whichever process answers."""
    asked = {"login": PERSON, "password": "-"}
    answers = {
        client.post(reverse("account_login"), asked, REMOTE_ADDR=ADDRESS).status_code for _ in range(5)
    }
    assert 429 not in answers
    kept = SharedValue.objects.exclude(value=None).filter(value__0__isnull=False).order_by("pk").first()
    assert kept
    # Another process counted the rest meanwhile.
    for one in SharedValue.objects.all():
        if isinstance(one.value, list):
            one.value = [one.value[0]] * 60
            one.save()
    again = Client().post(reverse("account_login"), asked, REMOTE_ADDR=ADDRESS)
    assert again.status_code == 429


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_told_apart() -> None:
    made: list[bool] = []

    def adds() -> None:
        try:
            made.append(cache.add("lock", True, 60))
        finally:
            connection.close()

    both = [threading.Thread(target=adds) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(made) == [False, True]


def test_settings_name_it_for_every_installation() -> None:
    assert settings.CACHES["default"]["BACKEND"].endswith("shared.backend.Together")

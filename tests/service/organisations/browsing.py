"""Asking for pages of the partnership, and sending its forms."""

import re
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.service.builders_accounts import log_in, make_person
from tests.service.organisations.stores import Place

DAY = {"day": "1", "month": "2", "year": "2026"}


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def page(client: Client, name: str, *args: Any, **query: str) -> Any:
    return client.get(reverse(f"organisations:{name}", args=args), query)


def sent(client: Client, name: str, *args: Any, data: dict[str, Any], query: str = "") -> Any:
    return client.post(reverse(f"organisations:{name}", args=args) + query, data)


def stepped(client: Client, where: str, step: str, *ticks: str) -> str:
    """Open a page, press the button of a step as it stands there, and return the page that follows."""
    read = re.search(r'name="read" value="(\w+)"', client.get(where).content.decode())
    told = {"step": step, "read": read[1] if read else "", "ticks": ticks}
    return client.post(f"{where}step", told, follow=True).content.decode()


def client_of(person: Any) -> Client:
    return log_in(Client(), person)


def officer_of(place: Place) -> Any:
    return make_person("data-protection-officer", place.council, place.area)

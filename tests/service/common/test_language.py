"""Which language a page is in, and how one changes it."""

import pytest
from django import forms
from django.test import Client

from evenhand_service.common.templating.fields import errors_of, parameters
from tests.service.builders_accounts import log_in
from tests.service.common.conftest import language_cookie, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_service")]


def language_of(client: Client, **more: str) -> tuple[str, str]:
    answer = client.get("/privacy", **more)
    return answer["Content-Language"], "cy" if '<html lang="cy"' in answer.content.decode() else "en"


def test_a_button_changes_it_and_leads_back_without_a_script(client: Client) -> None:
    assert language_of(client) == ("en", "en")
    answer = client.post("/language", {"language": "cy", "next": "/privacy?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/privacy?a=1")
    assert language_of(client) == ("cy", "cy")
    page = client.get("/privacy").content.decode()
    assert 'value="en" lang="en"' in page


def test_it_is_kept_with_the_person_and_found_again_in_another_browser(client: Client) -> None:
    person = make_person("mair@example.org")
    log_in(client, person)
    client.post("/language", {"language": "cy", "next": "/"})
    person.refresh_from_db()
    assert person.language == "cy"
    elsewhere = Client()
    log_in(elsewhere, person)
    assert language_of(elsewhere) == ("cy", "cy")
    assert language_of(Client()) == ("en", "en")


def test_a_browser_that_asks_for_welsh_gets_it_and_an_unknown_language_gets_english(client: Client) -> None:
    assert language_of(client, HTTP_ACCEPT_LANGUAGE="cy-GB,en;q=0.5") == ("cy", "cy")
    assert language_of(client, HTTP_ACCEPT_LANGUAGE="fr") == ("en", "en")


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_button_leads_nowhere_else(client: Client, there: str) -> None:
    assert client.post("/language", {"language": "cy", "next": there})["Location"] == "/"


def test_a_language_that_is_not_here_is_refused(client: Client) -> None:
    assert client.post("/language", {"language": "xx"}).status_code == 400
    assert client.get("/language").status_code == 405


def test_django_speaks_welsh_too(client: Client) -> None:
    log_in(client, make_person("mair@example.org"))
    client.cookies.load(language_cookie("cy"))
    page = client.post("/note", {"email": "no address"}).content.decode()
    assert "Nid oes dim o dan" in page
    assert "This field is required" not in page
    assert "Enter a valid" not in page


@pytest.mark.parametrize(
    ("field", "told"),
    [
        (forms.CharField(label="Aim"), "Nothing stands under ‘Aim’ yet. Write it there."),
        (forms.ChoiceField(label="Aim", choices=[("a", "A")]), "Choose one under ‘Aim’."),
        (forms.MultipleChoiceField(label="Aim", choices=[("a", "A")]), "Tick at least one under ‘Aim’."),
        (forms.BooleanField(label="I agree"), "Tick ‘I agree’ to go on."),
        (forms.FileField(label="Table"), "Choose a file."),
        (forms.CharField(label="Aim", error_messages={"required": "Say why."}), "Say why."),
    ],
)
def test_an_empty_field_says_what_would_mend_it(field: forms.Field, told: str) -> None:
    form = type("Sheet", (forms.Form,), {"one": field})({}, {})
    (told_above,) = errors_of(form)
    assert told_above["text"].endswith(told)
    assert parameters(form["one"])["errorMessage"]["text"] == told

"""Forms sent as they are without a browser, and what came back shown to one as the page that it is."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.test import Client
from lxml import html

from tests.service.builders_accounts import log_in
from tests.service.journeys.served import BACK, Kept

if TYPE_CHECKING:
    from lxml.html import FormElement

    from tests.service.journeys.walker import Walker

_FORM = "//main//form[@method='post'][.//button[@type='submit']]"
_TYPED = ".//input[not(@type='hidden')] | .//textarea | .//select"
_SUMMARY = "//*[contains(concat(' ', @class, ' '), ' govuk-error-summary ')]"


@dataclass(frozen=True)
class Back:
    """A form that came back with mistakes: what the server answered, and what a browser would not have sent."""

    answer: Any
    wrong: list[str]


def reader(person: Any, language: str) -> Client:
    """Return a client that is logged in and reads a language, in a browser that asks for it too."""
    client = log_in(Client(headers={"Accept-Language": language}), person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def send(client: Client, address: str, language: str) -> Back | None:
    """Send the first form of a page as it is; return what came back if it came back with mistakes."""
    form = _form_of(client.get(address, follow=True))
    if form is None:
        return None
    # A form that is sent may have chosen a language: the one of the profile does.
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.post(form.action or address, _values(form), follow=True)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if not _is_page(answer) or not html.fromstring(answer.content).xpath(_SUMMARY):
        return None
    # A browser would stop a form at its own first complaint, in words that are not ours.
    return Back(answer, [] if "novalidate" in form.attrib else ["its form lets the browser complain"])


def show(walker: "Walker", back: Back) -> None:
    """Let the walker see what came back, with the headers that it came with."""
    Kept.answer = back.answer
    walker.goes_to(BACK)


def _is_page(answer: Any) -> bool:
    return str(answer.headers.get("Content-Type", "")).startswith("text/html") and not answer.streaming


def _form_of(answer: Any) -> "FormElement | None":
    if not _is_page(answer):
        return None
    page = html.fromstring(answer.content)
    page.make_links_absolute(answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"])
    forms = page.xpath(_FORM)
    return forms[0] if forms and any(one.xpath(_TYPED) for one in forms) else None


def _values(form: "FormElement") -> dict[str, list[str]]:
    """What a browser sends of a form as it came, with the button that is pressed; of no file, nothing."""
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    button = form.xpath(".//button[@type='submit']")[0]
    if button.get("name"):
        sent.setdefault(button.get("name"), []).append(button.get("value", ""))
    return sent

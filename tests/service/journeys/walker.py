"""Somebody in front of a browser: goes to pages, presses buttons, changes the language, narrows the window."""

from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from playwright.sync_api import Error as PlaywrightError

from tests.service.builders_accounts import session_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

_STANDS = "words => document.body.innerText.includes(words)"
PATIENCE = 5_000
"""How long, in milliseconds, something may take to come to stand on a page."""
WIDE, NARROW = {"width": 1000, "height": 900}, {"width": 320, "height": 700}


def comes_true(page: "Page", question: str, given: Any = None, *, patience: int = PATIENCE) -> bool:
    """Return whether the answer to a question is yes, or comes to be while the page loads.

    Playwright's own waiting asks for the second time in words that the page has to evaluate, which our policy forbids.
    """
    until = monotonic() + patience / 1000
    while True:
        # A page that is left in the middle of a question has no answer yet.
        with suppress(PlaywrightError):
            if page.evaluate(question, given):
                return True
        if monotonic() > until:
            return False
        page.wait_for_timeout(50)


class Walker:
    """A browser of its own, and what it complained of on the way."""

    def __init__(self, browser: "Browser", site: str) -> None:
        self.browser, self.site = browser, site
        self.complaints: list[str] = []
        self.patience = PATIENCE
        self.page: Page = self._opens(scripts=True)

    def _opens(self, *, scripts: bool) -> "Page":
        self.context = self.browser.new_context(
            viewport=WIDE, base_url=self.site, java_script_enabled=scripts
        )
        page = self.context.new_page()
        page.set_default_timeout(self.patience)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def _heard(self, message: "ConsoleMessage") -> None:
        # A page that answers 403 or 404 on purpose is no complaint.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.complaints.append(f"{self.page.url}: {message.text}")

    def without_scripts(self) -> Self:
        """Begin anew in a browser that runs no scripts."""
        self.context.close()
        self.page = self._opens(scripts=False)
        return self

    def as_(self, person: Any) -> Self:
        """Be a person who is logged in; None is anybody."""
        self.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        if person is not None:
            self._has(settings.SESSION_COOKIE_NAME, session_of(person))
        return self

    def reads(self, language: str) -> Self:
        """Choose a language, as the button does, in a browser that asks for it too: the HTTP interface reads no cookie."""
        self.context.set_extra_http_headers({"Accept-Language": language})
        return self._has(settings.LANGUAGE_COOKIE_NAME, language)

    def _has(self, cookie: str, value: str) -> Self:
        self.context.add_cookies([{"name": cookie, "value": value, "url": self.site}])
        return self

    def narrow(self) -> Self:
        """Hold a telephone, or enlarge to 400 per cent on a screen of 1280 pixels."""
        self.page.set_viewport_size(NARROW)
        return self

    def wide(self) -> Self:
        """Sit at a desk."""
        self.page.set_viewport_size(WIDE)
        return self

    def goes_to(self, address: str) -> int:
        """Open a page; return the status of the answer."""
        for _ in range(2):
            try:
                answer = self.page.goto(address, wait_until="load")
            except PlaywrightError:
                # An answer without a body, of which the browser draws a page of its own, which is no page of ours; or a
                # machine so busy that none came in time, which is asked once more.
                continue
            return answer.status if answer else 0
        return 0

    def presses(self, words: str) -> Self:
        """Press the button, or follow the link, of these words, once one is there."""
        button, link = (self.page.get_by_role(role, name=words) for role in ("button", "link"))  # type: ignore[arg-type]
        button.or_(link).first.wait_for()
        (button if button.count() else link).first.click()
        return self

    def types(self, **fields: str) -> Self:
        """Type into fields by their names."""
        for name, text in fields.items():
            self.page.locator(f"[name={name}]").first.fill(text)
        return self

    def sees(self, words: str) -> bool:
        """Return whether words stand on the page, or come to stand there while it loads."""
        return comes_true(self.page, _STANDS, words, patience=self.patience)

    def waits(self, milliseconds: int) -> Self:
        """Be patient for longer: with what is computed in the background."""
        self.patience = milliseconds
        self.page.set_default_timeout(milliseconds)
        return self

    def session_ends(self) -> Self:
        """Let half an hour pass: the browser keeps everything but its session."""
        self.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        return self

    def leaves(self) -> None:
        """Close the browser's window."""
        self.context.close()

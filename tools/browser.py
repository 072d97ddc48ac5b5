"""Find the machine's own Chromium and start it, for tests and pictures."""

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")

# The browser is for our own pages only: it finds no other machine and asks nobody for news about itself.
QUIET = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


class BrowserMissing(RuntimeError):
    """No Chromium on PATH."""


def find_chromium() -> str:
    """Return the path of Chromium or Chrome.

    Raises: BrowserMissing, with what to type.
    """
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise BrowserMissing(f"None of {', '.join(NAMES)} is on PATH. Type: tools/need-browser")


def launch(playwright: "Playwright") -> "Browser":
    """Start Chromium without a window; root alone has to do without its sandbox."""
    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else list(QUIET)
    return playwright.chromium.launch(executable_path=find_chromium(), args=arguments)

"""Seventy people at work, for locust: analysts, leads, panel members and viewers reading, searching and writing.

Each has a session of their own (from the file that EVENHAND_SESSIONS names) and thinks one to three seconds between pages.
"""

import os
import random
import re
from pathlib import Path
from urllib.parse import urlencode

from locust import FastHttpUser, between, events, task
from requests.cookies import create_cookie

SESSIONS = [line.split() for line in Path(os.environ["EVENHAND_SESSIONS"]).read_text().splitlines()]
FORM = "application/x-www-form-urlencoded"
GROUPS = ("ethnicity", "sex", "age_band")


@events.test_start.add_listener
def begin_anew(**told: object) -> None:
    """Hand out sessions from the first."""
    PersonAtWork.handed_out = 0


class PersonAtWork(FastHttpUser):
    """Somebody of one area who reads its pages, looks for areas and findings, and now and then comments."""

    wait_time = between(1, 3)
    handed_out = 0

    def on_start(self) -> None:
        """Take the next session; learn the addresses of a few findings."""
        key, self.code, self.may_comment = SESSIONS[PersonAtWork.handed_out % len(SESSIONS)]
        PersonAtWork.handed_out += 1
        # A host without a dot is kept as `localhost.local` among cookies.
        self.client.cookiejar.set_cookie(create_cookie("sessionid", key, domain="localhost.local", path="/"))
        found = self.client.get(f"/areas/{self.code}/findings/", name="list: an area's findings")
        self.findings = sorted(set(re.findall(r'href="(/findings/[0-9a-f-]{36}/)"', found.text)))

    @task(5)
    def first_page(self) -> None:
        """Read the area's first page."""
        self.client.get(f"/areas/{self.code}/", name="dashboard: an area's first page")

    @task(4)
    def explore(self) -> None:
        """Pick a characteristic at a step."""
        asked = {"stage": "started", "characteristic": random.choice(GROUPS)}
        self.client.get(f"/areas/{self.code}/explore/", params=asked, name="dashboard: explore")

    @task(3)
    def look_for_findings(self) -> None:
        """Filter the list of findings."""
        asked = {"characteristic": random.choice(GROUPS), "standing": "worse"}
        self.client.get("/findings/", params=asked, name="list: findings, filtered")

    @task(2)
    def look_for_words(self) -> None:
        """Search findings by a word, and areas by a name."""
        self.client.get("/findings/", params={"q": "women"}, name="search: findings by a word")
        self.client.get("/areas/", params={"q": f"{random.randrange(100)}"}, name="search: areas")

    @task(3)
    def read_a_finding(self) -> None:
        """Open one finding with its chart, evidence and history."""
        if self.findings:
            self.client.get(random.choice(self.findings), name="dashboard: a finding")

    @task(2)
    def actions(self) -> None:
        """Look at actions of all areas, and at what is overdue in one's own plan."""
        self.client.get("/actions/", params={"standing": "overdue"}, name="list: actions, overdue")

    @task(1)
    def releases(self) -> None:
        """See what was released."""
        self.client.get(f"/areas/{self.code}/releases/", name="list: an area's releases")

    @task(2)
    def comment(self) -> None:
        """Write a comment on a finding."""
        if not self.findings or self.may_comment != "yes":
            return
        address = random.choice(self.findings)
        page = self.client.get(address, name="dashboard: a finding")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        if token is None:
            return
        given = {"csrfmiddlewaretoken": token[1], "body": f"Seen at {random.random():.6f}", "lang": "en"}
        self.client.post(
            f"{address}comments/",
            data=urlencode(given),
            headers={"Referer": f"{self.host}{address}", "Content-Type": FORM},
            allow_redirects=False,
            name="save: a comment",
        )

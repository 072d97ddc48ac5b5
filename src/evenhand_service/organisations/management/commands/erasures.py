"""`erasures`: keep the list of people who were removed apart from backups, and apply it after a restore."""

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from evenhand_service.organisations.models import Erasure
from evenhand_service.organisations.retention.operations import erase, take_back_list


class Command(BaseCommand):
    """A backup brings back people who were removed after it; the list, kept apart, takes them out again."""

    help = "Write the list of removals to a file (digests, no names), or apply one after a restore."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which of the two, and the file."""
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--write", type=Path, metavar="FILE", help="write the list")
        what.add_argument("--apply", type=Path, metavar="FILE", help="remove everybody on the list again")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write or apply the list, and say how many."""
        if options["write"]:
            rows = Erasure.objects.using("keeper").order_by("asked_at").values_list("area__code", "digest")
            with options["write"].open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([("area", "digest"), *rows])
            self.stdout.write(f"{len(rows)} removals were written.")
            return
        try:
            with options["apply"].open(newline="", encoding="utf-8") as file:
                listed = [(one["area"], one["digest"]) for one in csv.DictReader(file)]
            now = timezone.now()
            new = take_back_list(erasures=listed, now=now)
        except (OSError, KeyError) as error:
            raise CommandError(
                "The list could not be read: it has the columns area and digest, and codes of areas that are here. "
                "Nothing was changed."
            ) from error
        made = erase(now=now, again=True)
        gone = sum(line["number"] for one in made for line in one.lines)
        self.stdout.write(f"{new} of {len(listed)} were not yet on the list; {gone} rows went.")

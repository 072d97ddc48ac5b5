"""Writes one message to each person about what is theirs, as often as they chose."""

import argparse
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from evenhand_service.governance.digests import send_digests, service_address


class Command(BaseCommand):
    """`send_digests` from a timer, every hour or every day: who is due is written to, and nobody twice."""

    help = "Write one message to each person whose next one is due. It tells nothing that was told before."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the moment, the address of the service, and whether to send at all."""
        parser.add_argument(
            "--now", help="as if it were this moment (ISO 8601): 2026-11-23 or 2026-11-23T07:00"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="send nothing and keep nothing; say how many"
        )
        parser.add_argument(
            "--address", default="", help="where the service is reached, such as https://evenhand.example"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send what is due. Raises CommandError where a letter could not be sent; others were, and it is tried again."""
        done = send_digests(
            now=_moment(options["now"]),
            address=options["address"] or service_address(),
            dry_run=options["dry_run"],
        )
        said = "would be written to" if options["dry_run"] else "were written to"
        self.stdout.write(
            f"{done.people} people looked at: {done.letters} {said}, about {done.items} things; "
            f"{done.nothing_new} have nothing new, {done.not_yet} are not due yet or want no messages."
        )
        if done.unsent:
            raise CommandError(
                f"{done.unsent} messages could not be handed over. Nothing was marked as told to those people: "
                "the next run tries again. Look at the mail server's settings."
            )


def _moment(text: str | None) -> datetime:
    if not text:
        return timezone.now()
    try:
        found = datetime.fromisoformat(text)
    except ValueError as fault:
        raise CommandError(f"{text!r} is no day or time. Write 2026-11-23 or 2026-11-23T07:00.") from fault
    return found if timezone.is_aware(found) else timezone.make_aware(found)

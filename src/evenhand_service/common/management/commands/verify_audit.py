"""`verify_audit`: read the whole audit log again and say whether every entry is there as it was written."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from evenhand_service.common.audit.chain import verify
from evenhand_service.common.audit.queries import head, links, unchained


class Command(BaseCommand):
    """Run by the keeper; the seal it prints belongs somewhere else than beside the log."""

    help = (
        "Verify the audit log's chain; note the seal it prints outside this machine, and give it next time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the seal that was noted last time."""
        parser.add_argument("--noted", default="", help="the seal that was printed and noted last time")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many entries hold, or what is wrong, and then fail."""
        with transaction.atomic(using="keeper"):
            verdict = verify(
                links(using="keeper"),
                head=head(using="keeper"),
                unchained=unchained(using="keeper"),
                known=options["noted"],
            )
        if not verdict.holds:
            raise CommandError("\n".join(("The audit log has been changed.", *verdict.faults)))
        self.stdout.write(f"{verdict.links} entries hold. Seal to note elsewhere: {verdict.head}")

"""`retain`: remove what is over its time, and the people whose removal was asked for."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import ngettext

from evenhand_service.organisations.models import Area, Erasure
from evenhand_service.organisations.retention.operations import erase, retain
from evenhand_service.organisations.retention.presenters import kind_words
from evenhand_service.organisations.retention.queries import would_go


class Command(BaseCommand):
    """Run once a day, as evenhand_keeper; `--dry-run` says what would go and why, and removes nothing."""

    help = "Remove what is over its time. With --dry-run, say what would go."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether anything is removed."""
        parser.add_argument("--dry-run", action="store_true", help="say what would go; remove nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say or remove, with numbers and reasons and no value of anybody."""
        now = timezone.now()
        today = timezone.localdate()
        codes = {str(pk): code for pk, code in Area.objects.using("keeper").values_list("id", "code")}
        if options["dry_run"]:
            lines = would_go(today=today)
            for one in lines:
                self.stdout.write(f"{codes[one.area_id]}: {one.number} × {kind_words(one.kind)}. {one.why}")
            waiting = Erasure.objects.using("keeper").filter(done_at__isnull=True).count()
            people = ngettext("%(number)s person waits", "%(number)s people wait", waiting) % {
                "number": waiting
            }
            self.stdout.write(f"{sum(one.number for one in lines)} would go; {people} to be removed.")
            return
        made = [*retain(today=today, now=now), *erase(now=now)]
        for one in made:
            for line in one.lines:
                kind = kind_words(line["kind"])
                self.stdout.write(f"{codes[str(one.area_id)]}: {line['number']} × {kind}. {line['why']}")
        gone = sum(line["number"] for one in made for line in one.lines)
        certificates = ngettext("%(number)s certificate", "%(number)s certificates", len(made))
        self.stdout.write(f"{gone} went; {certificates % {'number': len(made)}}.")

"""`forget_kept_forms`: remove the forms whose day is over."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from evenhand_service.common.kept.operations import remove_expired


class Command(BaseCommand):
    """Run once a day with the other housekeeping, as evenhand_keeper. Their people can't open them any more as it is."""

    help = "Remove forms that were kept for somebody whose session had ended, once their day is over."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove them, and say how many there were."""
        self.stdout.write(f"{remove_expired(now=timezone.now())} kept forms went.")

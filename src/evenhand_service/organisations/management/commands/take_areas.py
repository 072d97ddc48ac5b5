"""`take_areas`: put the nations, regions, police forces, partnerships and Welsh sites of the vocabulary in."""

from typing import Any

from django.core.management.base import BaseCommand

from evenhand.vocabulary import load_vocabulary
from evenhand_service.organisations.areas.operations import take_areas


class Command(BaseCommand):
    """Done when an installation begins and after every edition of the vocabulary; the same each time."""

    help = "Put the areas of the vocabulary into the database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the areas and say how many are new."""
        done = take_areas(vocabulary=load_vocabulary())
        self.stdout.write(f"Areas: {done.added} added, {done.changed} changed, {done.same} as they were.")

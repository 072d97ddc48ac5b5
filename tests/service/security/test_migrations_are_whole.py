"""The migrations make what the models say: nobody forgot one."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db(databases=["default", "owner", "keeper"])
def test_no_change_of_a_model_waits_for_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)

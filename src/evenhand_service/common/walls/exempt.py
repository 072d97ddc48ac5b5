"""Tables without a wall, each with its reason: those of logging in, which are read before anybody is known."""

import tomllib
from functools import cache
from importlib import resources


@cache
def exemptions() -> dict[str, str]:
    """Return the reason for each table without a wall, by the name of the table."""
    text = (resources.files("evenhand_service.common") / "data" / "without_wall.toml").read_text("utf-8")
    return {table: one["why"] for table, one in tomllib.loads(text)["table"].items()}


def exempt_tables() -> list[str]:
    """Return the tables without a wall that this installation has."""
    from django.apps import apps  # noqa: PLC0415  (asked for when the apps are there)

    held = {one._meta.db_table for one in apps.get_models(include_auto_created=True) if one._meta.managed}
    return [*sorted(held & set(exemptions())), "django_migrations"]

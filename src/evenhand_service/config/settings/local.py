"""Settings for one machine: the database is the bundled one, started by `python -m evenhand_service run`."""

from evenhand_service.config.settings.base import *  # noqa: F403

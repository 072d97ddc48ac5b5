"""How background work is watched: read from data/tasks.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSettings:
    """Seconds between looks, and how often a task is begun before it is given up."""

    poll_seconds: float
    watch_seconds: float
    silent_seconds: float
    most_tries: int


@cache
def task_settings() -> TaskSettings:
    """Return the settings that come with Evenhand."""
    text = (resources.files("evenhand_service.monitoring") / "data" / "tasks.toml").read_text("utf-8")
    data = tomllib.loads(text)
    worker = data["worker"]
    return TaskSettings(
        poll_seconds=float(worker["poll_seconds"]),
        watch_seconds=float(worker["watch_seconds"]),
        silent_seconds=float(worker["silent_seconds"]),
        most_tries=int(data["tries"]["most"]),
    )

"""What must be read of a made-up plan: the plan as written, and each of its rows."""

from dataclasses import dataclass, field

from tests.planning.reading.renderings import Written


@dataclass(frozen=True)
class Expected:
    """What must be read of one action; what is None is not asked for."""

    reference: str
    action: str
    leads: tuple[tuple[str, str], ...]
    kind: str
    earliest: str | None = None
    latest: str | None = None
    theme: str = ""
    aim: str = ""
    progress: str = ""
    depends_on: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Case:
    """A plan as written, and its rows as they must be read."""

    name: str
    plan: Written
    rows: tuple[Expected, ...]
    skip: tuple[str, ...] = field(default=())

"""Programmes: the ordered stages of a pathway, as data. What a step is, who could take it, by when."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

from evenhand.foundations import EVERYONE, VocabularyError
from evenhand.vocabulary.programme_parts import Clock, Episodes, Pause, Stay, Target, Window, check_words


class StageKind(StrEnum):
    """What a stage is; only a service or an outcome can make a gap (C4)."""

    EXPOSURE = "exposure"
    NEED = "need"
    SERVICE = "service"
    OUTCOME = "outcome"


class Polarity(StrEnum):
    """Whether reaching the stage is good for the person; without one, no direction is stated."""

    FAVOURABLE = "favourable"
    ADVERSE = "adverse"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """A state in which people leave the pathway before a stage, and how it is known."""

    state: str
    label: str
    rule: Mapping[str, Any] | None = None
    at_risk: bool = True
    """Whether people in this state stay in the denominator of the stage."""
    sensitive: bool = False
    """Whether the state says something of few people that must not be told of a small group: a death."""
    publish_from: str | None = None
    """The smallest level of area from which the state may be shown by group; None for any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage: kind, rule, clock, denominator (`of`), polarity, and the exits before it.

    `at_once` is a rule by which the stage is reached without the clock: somebody in treatment already is engaged.
    `people` says in words who reached it ('people found in need'), `did` what of every 100 people
    happened ('started treatment'). `measure` is proportion (of people at the stage `of`) or rate
    (events per `per` residents).
    """

    id: str
    label: str
    people: str
    did: str
    kind: StageKind
    unit: str
    of: str | None = None
    polarity: Polarity = Polarity.NONE
    measure: str = "proportion"
    per: int = 100
    rule: Mapping[str, Any] | None = None
    at_once: Mapping[str, Any] | None = None
    clock: Clock | None = None
    exits: tuple[Exit, ...] = ()
    note: str = ""

    @property
    def makes_a_gap(self) -> bool:
        """Whether a difference at this stage is one of the service or its outcome."""
        return self.kind in (StageKind.SERVICE, StageKind.OUTCOME)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """An ordered pathway with its source and validity; the stages in order, the first without `of`.

    `within` names the columns within which groups are compared beside the crude comparison (drug group, age,
    suite). `characteristics_from` names, for a characteristic that the journey record does not hold, the link
    from which it is taken. `stay` says how long people stay, where that is known. `windows` say where the programme's
    numbers of days come from, `targets` what it was meant to reach. One that is `by_name_only` is never chosen for
    files that fit another. `limits` are sentences on what its figures cannot say, `notes` on how they are made.
    """

    id: str
    version: str
    title: str
    question: str
    source: str
    valid_from: date | None
    valid_to: date | None
    verified: bool
    unit: str
    stages: tuple[Stage, ...]
    characteristics: tuple[str, ...]
    compare: tuple[str, ...]
    references: Mapping[str, str] = field(default_factory=dict)
    journey: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[Mapping[str, Any], ...] = ()
    episodes: tuple[Episodes, ...] = ()
    pause: Pause | None = None
    stay: Stay | None = None
    within: tuple[str, ...] = ()
    characteristics_from: Mapping[str, str] = field(default_factory=dict)
    windows: tuple[Window, ...] = ()
    targets: tuple[Target, ...] = ()
    by_name_only: bool = False
    limits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for stage in self.stages:
            if stage.id in seen:
                raise VocabularyError(f"The programme {self.id} names the stage {stage.id} twice.")
            if stage.of is not None and stage.of not in seen:
                raise VocabularyError(
                    f"In the programme {self.id} the stage {stage.id} is of '{stage.of}', "
                    "which does not come before it."
                )
            seen.add(stage.id)
        check_words(self.journey, self.links)
        aliases = [self.journey.get("record"), *(link_name(link) for link in self.links)]
        if twice := {one for one in aliases if aliases.count(one) > 1}:
            raise VocabularyError(
                f"The programme {self.id} follows several records by the name {', '.join(map(str, twice))}.",
                mend='Give a link a name of its own: as = "follow_up".',
            )

    def stage(self, stage_id: str) -> Stage:
        """Return the stage of that id, with or without the programme's name before it."""
        name = stage_id.removeprefix(f"{self.id}/")
        for stage in self.stages:
            if stage.id == name:
                return stage
        known = ", ".join(stage.id for stage in self.stages)
        raise VocabularyError(
            f"The programme {self.id} has no stage '{name}'.", mend=f"Its stages are: {known}."
        )

    def stage_key(self, stage: Stage) -> str:
        """Return the stage's name as it stands in a cell id: `programme/stage`."""
        return f"{self.id}/{stage.id}"

    def rests_on(self, stage: Stage, records: Collection[str]) -> bool:
        """Return whether a stage, or one before it, is known from fields of any of the record types `records`.

        Links that are optional do not count: without their rows the stage is known all the same.
        """
        names = {
            link_name(link) for link in self.links if link["record"] in records and not link.get("optional")
        }
        names |= {str(self.journey.get("record"))} & set(records)
        clock = (stage.clock.start, stage.clock.end) if stage.clock else ()
        fields = {*rule_fields(stage.rule), *rule_fields(stage.at_once), *(str(one) for one in clock)}
        fields.update(field for one in stage.exits for field in rule_fields(one.rule))
        if any(field.partition(".")[0] in names for field in fields):
            return True
        return stage.of is not None and self.rests_on(self.stage(stage.of), records)

    def comparing(self, held: Collection[str], coarser: Mapping[str, str]) -> Self:
        """Return the programme with what it compares fitted to the characteristics that are `held`.

        Beside the programme's own choice: characteristics it does not know (a user's own, but not one that only
        follows from a finer one that is held), and a coarse one where the finer one is not held. `coarser` names
        the coarse characteristic of a finer one.
        """
        finer = {coarse: fine for fine, coarse in coarser.items()}
        follows = {coarse for fine, coarse in coarser.items() if fine in held}
        chosen = [name for name in self.compare if name in held]
        for name in sorted(held):
            is_own = name not in self.characteristics and name not in follows and name != EVERYONE
            stands_in = finer.get(name) in self.compare and finer[name] not in held
            if name not in chosen and (is_own or stands_in):
                chosen.append(name)
        return replace(self, compare=tuple(chosen) or self.compare)


def link_name(link: Mapping[str, Any]) -> str:
    """Return the name under which rules know the fields of a link: `as`, or else the record type."""
    return str(link.get("as", link["record"]))


def rule_fields(rule: Mapping[str, Any] | None) -> Iterator[str]:
    """Yield the fields (`record.field`) that a rule looks at."""
    for name, value in (rule or {}).items():
        if name in _NAMES_A_FIELD:
            yield str(value)
        elif name == "not":
            yield from rule_fields(value)
        elif name in ("any", "all"):
            for part in value:
                yield from rule_fields(part)


_NAMES_A_FIELD = ("field", "from", "to", "before", "on_or_before", "after", "on_or_after")

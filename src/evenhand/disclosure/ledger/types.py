"""What an audit against a ledger finds: weak points, clashes, what would mend them, and the verdict."""

from dataclasses import dataclass

from evenhand.foundations import EvenhandError

Cell = tuple[tuple[str, str], ...]
"""A cell by its codes, without those that are Total."""
HIDDEN, CHANGE, REST = "hidden", "change", "rest"


@dataclass(frozen=True, slots=True, order=True)
class WeakPoint:
    """A count that can be worked out though it must not: `kind` hidden, change or rest, of which cell and where.

    hidden: a count that the release at `where[0]` does not show. change: how many came from the moment of the releases
    `where[0]` to that of `where[1]`, a small number. rest: what a whole leaves beside its parts, a small number.
    `where` holds places in the list of releases that were audited.
    """

    kind: str
    cell: Cell
    where: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Releases or tables that together tell what none of them may; `cells`: some of those concerned; `words` say it."""

    tables: tuple[str, ...]
    cells: tuple[dict[str, str], ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """What might be done, and whether the release then passes; None where that cannot be tried now."""

    words: str
    passes: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacker:
    """What one reader knows, how many counts were held against that, and whether all of them stood.

    `solved`: by linear programmes; without, the sums were followed one by one, as there are too many counts.
    """

    knowledge: str
    cells: int
    passed: bool
    solved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a release may be published beside those in a ledger, and what it costs to know.

    `against`: the earlier releases it overlaps. `clashes` and `mends` are empty where it passed. `cells`: how many
    counts and changes were audited; `programmes`: how many linear programmes that took. Never tells a true count.
    """

    passed: bool
    name: str
    against: tuple[str, ...]
    attackers: tuple[Attacker, ...]
    clashes: tuple[Clash, ...]
    mends: tuple[Mend, ...]
    cells: int
    programmes: int
    notes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The verdict in sentences."""
        if self.passed:
            number = len(self.against)
            beside = (
                f"beside {number} earlier {'release' if number == 1 else 'releases'}"
                if number
                else "by itself"
            )
            return f"'{self.name}' may be published {beside}: {self.cells:,} counts were audited."
        clashes = " ".join(one.words for one in self.clashes)
        return f"'{self.name}' would tell what may not be told. {clashes}"


class WouldDisclose(EvenhandError):
    """A release that, with those made before, tells what may not be told."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.words, mend=" ".join(one.words for one in verdict.mends))
        self.verdict = verdict

"""Which releases clash: those without one of which less, or nothing, could be worked out."""

from collections import Counter
from collections.abc import Iterable, Mapping

from evenhand.disclosure.ledger.settings import settings
from evenhand.disclosure.ledger.trial import Trial
from evenhand.disclosure.ledger.types import CHANGE, HIDDEN, REST, Clash, WeakPoint

_KINDS = {
    HIDDEN: ("count that is not shown as it is becomes", "counts that are not shown as they are become"),
    CHANGE: ("change of a few people becomes", "changes of a few people become"),
    REST: (
        "rest of a few people, between a whole and its parts, becomes",
        "rests of a few people, between a whole and its parts, become",
    ),
}
_WHAT = {
    HIDDEN: "narrower than was promised",
    CHANGE: "known exactly",
    REST: "known exactly",
}


def clashes_of(trial: Trial, weak: frozenset[WeakPoint], names: Mapping[int, str]) -> tuple[Clash, ...]:
    """Return the clashes: for each earlier release without which some of `weak` could not be worked out.

    Where none does alone, all together; where the new release tells it by itself, that.
    """
    alone, _ = trial.of(trial.new, {})
    found = [_clash((trial.new.name,), alone)] if alone else []
    rest = weak - alone
    healed = {}
    for place in names if rest else ():
        others = {one: release for one, release in trial.earlier.items() if one != place}
        left, _ = trial.of(trial.new, others)
        if gone := rest - left:
            healed[place] = gone
    found += [_clash((trial.new.name, names[place]), gone) for place, gone in healed.items()]
    if unsaid := rest - frozenset[WeakPoint]().union(*healed.values()):
        found.append(_clash((trial.new.name, *names.values()), unsaid))
    return tuple(found)


def _clash(tables: tuple[str, ...], weak: Iterable[WeakPoint]) -> Clash:
    cells = list(dict.fromkeys(one.cell for one in sorted(weak)))
    numbers = Counter(one.kind for one in weak)
    told = "; ".join(
        f"{numbers[kind]:,} {words[numbers[kind] > 1]} {_WHAT[kind]}"
        for kind, words in _KINDS.items()
        if numbers[kind]
    )
    named = [
        "; ".join(f"{name} {_plain(code)}" for name, code in cell) or "the total of all" for cell in cells
    ]
    some = settings().named
    examples = " / ".join(named[:some]) + (" / ..." if len(named) > some else "")
    which = " with ".join(f"'{one}'" for one in tables)
    return Clash(
        tables=tables,
        cells=tuple(dict(cell) for cell in cells),
        words=f"{which}{' by itself' if len(tables) == 1 else ''}: {told} ({examples}).",
    )


def _plain(code: str) -> str:
    return " ".join(part for part in code.split("\x1f") if part)

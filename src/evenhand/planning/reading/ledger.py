"""What was not placed in a row and what heads the rows, as it is met; recommendations are looked for in what is left."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evenhand.planning.reading.parts import Parts
from evenhand.planning.reading.recommended import Recommended, read_recommendations
from evenhand.planning.reading.types import Block, Cell, Placed
from evenhand.planning.rows import Unplaced
from evenhand.planning.said import said

_FREE = ("outside_table", "not_an_action", "empty_part", "between_rows")
"""Why text is in no row of which a recommendation may be made."""
Left = tuple[tuple[Cell, ...], str, str]


@dataclass
class Ledger:
    """What was not placed in a row, in the order in which it was met; sorted by place in the end."""

    unplaced: list[Left] = field(default_factory=list)
    kept: list[tuple[Cell, str]] = field(default_factory=list)

    def leave(self, cells: Sequence[Cell], code: str, why: str = "") -> None:
        """Take cells that are in no row."""
        filled = tuple(one for one in cells if one.text.strip())
        if filled:
            self.unplaced.append((filled, code, why))

    def keep(self, cells: Sequence[Cell], used_as: str) -> None:
        """Take cells that are a heading over rows."""
        self.kept += [(one, used_as) for one in cells if one.text.strip()]

    def close(self, parts: Parts) -> None:
        """Take the headings: those with rows under them are kept, the others are left over."""
        for part in parts.all:
            if part.used:
                self.keep(part.cells, "aim" if part.kind == "aim" else "theme")
            else:
                self.leave(part.cells, "empty_part")

    def recommended(self, blocks: Sequence[Block]) -> Recommended:
        """Return the recommendations that stand in what is left over."""
        free = (id(cell) for cells, code, _ in self.unplaced if code in _FREE for cell in cells)
        return read_recommendations(blocks, free)

    def told(self, blocks: Sequence[Block], recommended: Recommended) -> Iterator[Unplaced]:
        """Yield what is in nothing, in the order of the document."""
        order = _order(blocks)
        for cells, code, why in sorted(self.unplaced, key=lambda one: order.get(id(one[0][0]), 0)):
            whole = tuple(one for one in cells if id(one) not in recommended.left)
            if whole:
                yield _unplaced(whole, code, why)
            for one in cells:
                for rest, code_of_rest in recommended.left.get(id(one), ()):
                    yield _unplaced((rest,), code_of_rest)

    def headings(self, blocks: Sequence[Block]) -> tuple[Placed, ...]:
        """Return what heads the rows, in the order of the document."""
        order = _order(blocks)
        return tuple(
            Placed(verbatim=cell.text, used_as=used_as, where=cell.where)
            for cell, used_as in sorted(self.kept, key=lambda one: order.get(id(one[0]), 0))
        )


def _unplaced(cells: Sequence[Cell], code: str, why: str = "") -> Unplaced:
    text = "\t".join(one.text for one in cells)
    return Unplaced(verbatim=text, where=cells[0].where, why=why or said(f"reason.{code}"), code=code)


def _order(blocks: Sequence[Block]) -> dict[int, int]:
    return {id(cell): place for place, block in enumerate(blocks) for cell in block.cells}

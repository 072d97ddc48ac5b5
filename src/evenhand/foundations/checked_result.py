"""A result that needs the records themselves (a curve, a model, a median): checked that it rests on nobody in particular."""

from dataclasses import dataclass, field

import pyarrow as pa

from evenhand.foundations.count_table import Protection
from evenhand.foundations.errors import NotProtected


class _Seal:
    """What the disclosure stage puts on a result; it holds for these very values and no others."""

    __slots__ = ("values",)

    def __init__(self, values: pa.Table) -> None:
        self.values = values


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedResult:
    """A result that may be published beside protected counts, though it is no function of them.

    `kind` is curve, model or quantiles; `values` its figures, rounded; `notes` sentences on what was done to it for
    protection, which stand beside it wherever it is shown. Source: C9.
    """

    kind: str
    values: pa.Table
    notes: tuple[str, ...]
    protection: Protection
    _seal: _Seal | None = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self._seal, _Seal) or self._seal.values is not self.values:
            raise NotProtected("A checked result can be made by the disclosure stage alone.")


def seal_result(kind: str, values: pa.Table, notes: tuple[str, ...], protection: Protection) -> CheckedResult:
    """Return the values as a checked result. Only the disclosure stage may call this (a test holds the line)."""
    return CheckedResult(kind=kind, values=values, notes=notes, protection=protection, _seal=_Seal(values))

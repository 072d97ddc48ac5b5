"""Numbers as both languages write them: a comma between thousands, a point before decimals."""

_KIB = 1024


def number(value: float | None, decimals: int = 0) -> str:
    """Return `2,400`; '' for none."""
    return "" if value is None else f"{value:,.{decimals}f}".replace("-", "\N{MINUS SIGN}")


def share(value: float | None, decimals: int = 0) -> str:
    """Return a share between 0 and 1 as `41%`."""
    return "" if value is None else f"{number(value * 100, decimals)}%"


def size(octets: float | None) -> str:
    """Return how large a file is, as `340 kB` or `1.2 MB`."""
    if octets is None:
        return ""
    if octets < _KIB * _KIB:
        return f"{max(1, round(octets / _KIB)):,} kB"
    return f"{octets / _KIB / _KIB:,.1f} MB"

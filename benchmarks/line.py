"""How a figure is printed: what was measured, the limit or peer it is held against, and the ratio of the two."""


def line(what: str, measured: float, limit: float, unit: str) -> str:
    """Return one line; a ratio under 1 is within the limit where less is better."""
    return f"{what:<68} {measured:>9.3f} {unit:<4} limit {limit:>7.3f}  ratio {measured / limit:>5.2f}"

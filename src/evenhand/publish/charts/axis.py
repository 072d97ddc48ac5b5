"""Axes: where the round numbers stand, and how a value becomes a place."""

from dataclasses import dataclass
from math import ceil, floor, log10

_STEPS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A straight scale from the values `low` to `high` to the places `start` to `end`, with its ticks."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Return the place of a value, kept within the axis."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)


def axis(low: float, high: float, start: float, end: float, *, most: int = 6) -> Axis:
    """Return an axis from the round number at or below `low` to the one at or above `high`."""
    step = nice_step(high - low, most)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    last = max(last, first + 1)
    ticks = tuple(round(step * n, 10) for n in range(first, last + 1))
    return Axis(low=ticks[0], high=ticks[-1], start=start, end=end, ticks=ticks)


def nice_step(span: float, most: int) -> float:
    """Return 1, 2 or 5 times a power of ten, so that at most about `most` steps make the span."""
    rough = max(span, 1e-9) / most
    power: float = 10.0 ** floor(log10(rough))
    return next(power * step for step in _STEPS if power * step >= rough - 1e-12)


def tick_words(value: float) -> str:
    """Return a tick as it is written: '20', '0.5', '1,500', '−10'."""
    text = f"{abs(value):,.10f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text

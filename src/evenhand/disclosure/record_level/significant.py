"""Numbers to so many significant digits."""

import numpy as np
from numpy.typing import NDArray


def to_digits(numbers: NDArray[np.float64], digits: int) -> NDArray[np.float64]:
    """Return the numbers rounded to `digits` significant digits; what is 0 or no number stays."""
    plain = np.isfinite(numbers) & (numbers != 0)
    size = np.floor(np.log10(np.abs(np.where(plain, numbers, 1.0))))
    unit = 10.0 ** (size - digits + 1)
    return np.where(plain, np.round(numbers / unit) * unit, numbers)

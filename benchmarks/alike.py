"""How long it takes to find which of thousands of statements may ask for the same thing.

`python -m benchmarks.alike` prints a line for each shape of input; the words are drawn by chance from the example's own.
"""

import sys
import time
from collections.abc import Iterator

import numpy as np

from evenhand.planning.example import all_recommendations
from evenhand.planning.recommendations import Statement, suggest_alike

SIZE = 5000
LIMIT = 60  # seconds for two sources of 5,000 on one core


def run() -> Iterator[str]:
    """Yield the seconds for one source of 5,000, two of them, and 5,000 in which each is repeated with a change."""
    words = " ".join(one.text for one in all_recommendations()).split()
    draw = np.random.default_rng(1)
    texts = [" ".join(draw.choice(words, 30)) for _ in range(2 * SIZE)]
    changed = [
        f"{one.text} {' '.join(draw.choice(words, 4))}" for one in all_recommendations() for _ in range(59)
    ]
    yield _line("one source", _statements(texts[:SIZE], "a"))
    yield _line("two sources", _statements(texts[:SIZE], "a") + _statements(texts[SIZE:], "b"))
    yield _line("85 texts, 59 times each with four words more", _statements(changed, "a"))


def _statements(texts: list[str], source: str) -> list[Statement]:
    return [Statement(key=f"{source}{n:05}", source=source, text=text) for n, text in enumerate(texts)]


def _line(name: str, statements: list[Statement]) -> str:
    start = time.process_time()
    found = suggest_alike(statements)
    seconds = time.process_time() - start
    said = "" if seconds <= LIMIT else f", over the limit of {LIMIT}"
    return f"{name}: {len(statements):,} statements, {len(found):,} suggestions, {seconds:.1f} s of processor{said}"


if __name__ == "__main__":
    for text in run():
        sys.stdout.write(f"{text}\n")

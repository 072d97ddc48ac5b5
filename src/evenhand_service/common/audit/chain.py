"""Reading the chain of the audit log again, link by link, without trusting the functions that made it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

START = sha256(b"evenhand").digest()
"""What the first link is chained to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link: its place, the entry it seals (None where that is gone), what was sealed, the seal."""

    position: int
    entry_id: int
    sealed: str | None
    seal: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found: links read, the last seal, what is wrong in words; nothing wrong means the chain holds."""

    links: int
    head: str
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every entry is there as it was written."""
        return not self.faults


def verify(links: Iterable[Link], *, head: tuple[int, bytes], unchained: int = 0, known: str = "") -> Verdict:
    """Return whether the links, in the order of their places, lead from the start to the head.

    `unchained` is how many entries have no link; `known` is a head that was noted elsewhere earlier: the chain must
    pass through it, or its end has been cut off and made anew. Source: J2.
    """
    faults: list[str] = []
    last, place, passed = START, 0, known in ("", START.hex())
    for link in links:
        place += 1
        faults.extend(_faults(link, place, last))
        last, place = link.seal, link.position
        passed = passed or last.hex() == known
    if (place, last) != head:
        faults.append(f"The chain ends at place {place}; the log says it ends at {head[0]}.")
    if unchained:
        faults.append(f"{unchained} entries have no place in the chain.")
    if not passed:
        faults.append(
            "The chain does not pass through the seal that was noted: its end was cut off and made anew."
        )
    return Verdict(links=place, head=last.hex(), faults=tuple(faults))


def _faults(link: Link, place: int, last: bytes) -> Iterator[str]:
    if link.position != place:
        yield f"Place {place} is missing: the next is {link.position}."
    if link.sealed is None:
        yield f"The entry at place {link.position} (number {link.entry_id}) is gone."
    elif sha256(last + link.sealed.encode()).digest() != link.seal:
        yield f"The entry at place {link.position} (number {link.entry_id}) is not as it was written."

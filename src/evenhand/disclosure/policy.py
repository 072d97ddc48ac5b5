"""Disclosure policies: versioned data that says what may be shown."""

import hashlib
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from evenhand.foundations import Protection, UnknownName, UnreadableFile, VocabularyError

_FOLDER = resources.files("evenhand.disclosure") / "policies"
DEFAULT_POLICY = "open-5"
"""The policy of a report that names none."""
_WORDS = ("id", "version", "title", "words", "source", "sha256", "perturbation")
_NUMBERS = (
    "threshold",
    "base",
    "small_group",
    "width",
    "width_rounded",
    "least_hidden",
    "above",
    "insider",
    "dominance_n",
    "dominance_share",
    "dominance_p",
)
_LISTS = ("exempt_units", "beside_sensitive")
ROUNDING, SUPPRESSION, CELL_KEYS = "rounding", "suppression", "cell_keys"
KINDS = (ROUNDING, SUPPRESSION, CELL_KEYS)
"""How a policy protects: threshold and rounding, hiding counts for the sake of others, or noise that is always the same."""
_KINDS = {str: "a text", int: "a whole number", bool: "true or false"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What may be shown. Counts below `threshold` are hidden; the rest depends on `kind`.

    rounding: the others go to the nearest multiple of `base`. suppression: others are hidden with them, until nobody
    can narrow a hidden count down to fewer than `width` apart, nor to less than `above` above it; zeros are always
    shown if `least_hidden` is 1, and may be hidden too if it is 0. cell_keys: each
    gets a small change that is the same each time, from the table named in `perturbation`. `width` holds for all
    kinds: what an attacker can derive of a count that is hidden reaches so far at least, and of one that is rounded
    so far as `width_rounded`. Somebody who
    knows the count of one cell that is no greater than `insider` must not learn another exactly.
    Events are hidden where the `dominance_n` people with most of them make more than `dominance_share` per cent, or
    where the second of them can tell the first's to within `dominance_p` per cent; 0 switches each rule off.
    In a group of fewer than `small_group` people, a state that all of them may share is withheld. Counts in
    `exempt_units` (residents at the census) are public already. Exits that may not be told by group in a small
    area are counted with those in `beside_sensitive`. Source: C9; docs/explanation/protection.md.
    """

    id: str
    version: str
    title: str
    words: str
    source: str
    publishable: bool
    threshold: int
    base: int
    small_group: int
    exempt_units: tuple[str, ...]
    sha256: str
    beside_sensitive: tuple[str, ...] = ()
    kind: str = ROUNDING
    width: int = 0
    width_rounded: int = 0
    least_hidden: int = 1
    above: int = 0
    insider: int = 0
    dominance_n: int = 0
    dominance_share: int = 0
    dominance_p: int = 0
    perturbation: str = ""

    def __post_init__(self) -> None:
        for name in (*_WORDS, *_NUMBERS, "publishable"):
            kind = int if name in _NUMBERS else bool if name == "publishable" else str
            if type(getattr(self, name)) is not kind:
                raise VocabularyError(f"The policy {self.id} cannot be used: {name} must be {_KINDS[kind]}.")
        for name in _LISTS:
            listed = getattr(self, name)
            if type(listed) is not tuple or any(type(one) is not str for one in listed):
                raise VocabularyError(f"The policy {self.id} cannot be used: {name} must be a list of texts.")
        if self.kind not in KINDS:
            raise VocabularyError(
                f"The policy {self.id} cannot be used: kind must be one of {', '.join(KINDS)}."
            )
        if (self.kind == CELL_KEYS) != bool(self.perturbation):
            raise VocabularyError(
                f"The policy {self.id} cannot be used: perturbation must name a table where kind is {CELL_KEYS}, "
                "and nowhere else."
            )
        for name in _NUMBERS[2:]:
            if getattr(self, name) < 0:
                raise VocabularyError(f"The policy {self.id} cannot be used: {name} must be 0 or more.")
        if self.base < 1 or self.base % 2 == 0 or self.threshold < 0:
            raise VocabularyError(
                f"The policy {self.id} cannot be used: base must be an odd whole number from 1, so that no count "
                "lies halfway, and threshold 0 or more."
            )
        if self.kind == ROUNDING and self.threshold > self.base:
            raise VocabularyError(f"The policy {self.id} cannot be used: its threshold is above its base.")

    @property
    def protection(self) -> Protection:
        """What a table protected under this policy carries."""
        return Protection(
            policy=self.id, version=self.version, words=self.words, publishable=self.publishable
        )


def load_policy(name: str = DEFAULT_POLICY) -> Policy:
    """Return the policy of that name, or the one in the file of that name; raise UnknownName otherwise."""
    text = _text(name)
    try:
        data = tomllib.loads(text)
        for name in _LISTS:
            listed = data.get(name, [])
            data[name] = tuple(listed) if isinstance(listed, list) else listed
        return Policy(**data, sha256=hashlib.sha256(text.encode()).hexdigest())
    except (tomllib.TOMLDecodeError, TypeError) as error:
        raise VocabularyError(
            f"The policy {Path(name).name} lacks or misspells something: {error}."
        ) from error


def policy_names() -> tuple[str, ...]:
    """Return the names of the policies that come with Evenhand."""
    return tuple(
        sorted(path.name.removesuffix(".toml") for path in _FOLDER.iterdir() if path.name.endswith(".toml"))
    )


def _text(name: str) -> str:
    if name in policy_names():
        return (_FOLDER / f"{name}.toml").read_text("utf-8")
    if not name.endswith(".toml"):
        known = ", ".join(policy_names())
        raise UnknownName(
            f"There is no policy '{name}'.", mend=f"Known policies: {known}; or give a .toml file."
        )
    try:
        return Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"The policy {Path(name).name} cannot be read.", mend="Give a UTF-8 text file."
        ) from error

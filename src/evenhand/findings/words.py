"""Numbers and groups in the words of a sentence: natural frequencies with their range, no direction of its own."""

from collections.abc import Sequence

from evenhand.vocabulary import Programme, Stage, Vocabulary


def of_every_100(share: float) -> str:
    """Return a share as a whole number of every 100: '41'; '1' or less is said as it is."""
    return f"{_hundredths(share)}" if share >= 0.005 or share == 0 else "fewer than 1"


def in_100(share: float) -> str:
    """Return a share as a phrase: 'about 13 in 100', 'fewer than 1 in 100', 'none'."""
    if share == 0:
        return "none"
    return f"about {_hundredths(share)} in 100" if share >= 0.005 else "fewer than 1 in 100"


def _hundredths(share: float) -> int:
    """Halves up, so that half of one in 100 is not said as none."""
    return int(100 * share + 0.5)


def per_1000(rate: float) -> str:
    """Return a rate with as many digits as a reader needs: '21', '4.8', '0.3'."""
    return f"{rate:,.0f}" if rate >= 20 else f"{rate:.1f}"


def times(ratio: float) -> str:
    """Return a ratio in words: 'about twice', 'about 4 times', 'about half'."""
    if ratio >= 1.95:
        whole = round(ratio, 1) if ratio < 9.95 else round(ratio)
        said = f"{whole:g}"
        return "about twice" if said == "2" else f"about {said} times"
    if ratio >= 1:
        return f"about {ratio:.1f} times"
    return "about half" if 0.475 <= ratio < 0.525 else f"about {ratio:.1f} times"


def number_range(low: int, high: int) -> str:
    """Return a range of whole numbers in words: 'about 15 to 35', 'about 20'."""
    return f"about {low:,}" if low == high else f"about {low:,} to {high:,}"


def group_people(vocabulary: Vocabulary, code_list: str, edition: str, group: str) -> str:
    """Return who a group is in a sentence: 'Bangladeshi people', 'women', 'people aged 18 to 24'."""
    key = f"{code_list}:{edition}"
    if key in vocabulary.code_lists:
        return vocabulary.code_lists[key].people(group)
    return f"people in the group '{group}'"


def of_group(people: str, programme: Programme, stage: Stage) -> str:
    """Return the denominator of a stage for one group: 'Bangladeshi people found in need', 'searches of Black people'."""
    before = programme.stage(str(stage.of)).people
    if before.startswith("people"):
        return f"{people}{before.removeprefix('people')}"
    return f"{before} of {people}"


def capital(text: str) -> str:
    """Return the text with a capital at its start."""
    return text[:1].upper() + text[1:]


def listed(names: Sequence[str]) -> str:
    """Return names as a list in words: 'A', 'A or B', 'A, B or C'."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"

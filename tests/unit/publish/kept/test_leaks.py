"""Nothing of a kept release is from exact counts: numbers planted where rounding hides them stand nowhere in it."""

import json

from evenhand.publish.kept import kept, to_plain
from tests.disclosure.test_page_leaks import SIZE, numbers_of, planted
from tests.unit.publish.releases import ONE, partnership

DRAWN = frozenset({"wide", "narrow"})


def without_drawings(plain: object) -> object:
    """Return a plain value without coordinates, which are numbers of another kind; words in drawings stay."""
    if isinstance(plain, dict):
        return {
            name: words_of(one) if name in DRAWN else without_drawings(one) for name, one in plain.items()
        }
    return [without_drawings(one) for one in plain] if isinstance(plain, list) else plain


def words_of(drawing: list) -> list[str]:
    """Return the words that stand in a drawing."""
    found: list[str] = []
    rest = list(drawing[2])
    while rest:
        _, _, text, inside = rest.pop()
        found.append(text)
        rest += inside
    return found


def test_no_exact_count_stands_in_a_kept_release() -> None:
    exact = partnership(areas=ONE, policy="internal-exact", size=SIZE)
    release = partnership(areas=ONE, size=SIZE)
    hidden = planted(exact, release)
    assert len(hidden) > 20
    text = json.dumps(without_drawings(to_plain(kept(release))), ensure_ascii=False)
    assert not hidden & numbers_of(text)
    same = json.dumps(without_drawings(to_plain(kept(exact))), ensure_ascii=False)
    assert len(hidden & numbers_of(same)) > 20, "the test must be able to see a leak"


def test_a_kept_release_of_exact_counts_says_so() -> None:
    one = kept(partnership(areas=ONE, policy="internal-exact"))
    assert not one.publishable
    assert kept(partnership(areas=ONE)).publishable

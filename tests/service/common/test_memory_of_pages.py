"""What a process remembers: values under keys, the longest unused forgotten first, nothing beyond the limit."""

from django.utils import translation

from evenhand_service.common.remembered import Remembered
from evenhand_service.common.templating.pieces import once


def test_what_stands_under_a_key_is_made_once() -> None:
    memory, made = Remembered(most=100), []
    for _ in range(3):
        assert memory.get("a", lambda: made.append(1) or "words") == "words"
    assert made == [1]


def test_nothing_is_kept_of_none() -> None:
    memory = Remembered(most=100)
    assert memory.get("a", lambda: None, size=lambda _: 1) is None
    assert memory.get("a", lambda: "there now") == "there now"


def test_the_longest_unused_is_forgotten_first_and_the_limit_holds() -> None:
    memory = Remembered(most=10)
    for name in "abc":
        memory.get(name, lambda name=name: name * 4)
    assert (memory.held("a"), memory.held("b"), memory.held("c")) == (None, "bbbb", "cccc")
    memory.held("b")
    memory.get("d", lambda: "dddd")
    assert (memory.held("b"), memory.held("c")) == ("bbbb", None)
    assert sum(len(one) for one in memory.values()) <= 10


def test_what_is_larger_than_all_the_room_is_not_kept_and_pushes_nothing_out() -> None:
    memory = Remembered(most=10)
    memory.get("a", lambda: "aaaa")
    assert memory.get("b", lambda: "b" * 11) == "b" * 11
    assert (memory.held("a"), memory.held("b")) == ("aaaa", None)


def test_a_piece_is_drawn_for_each_language_and_anew_where_it_may_not_be_remembered() -> None:
    drawn: list[str] = []

    def caller() -> str:
        drawn.append("")
        return f"{translation.get_language()} {len(drawn)}"

    with translation.override("en"):
        first = once("test of pieces", 1, caller=caller)
        assert once("test of pieces", 1, caller=caller) == first == "en 1"
    with translation.override("cy"):
        assert once("test of pieces", 1, caller=caller) == "cy 2"
        assert once("test of pieces", None, caller=caller) == "cy 3"
        assert once("test of pieces", None, caller=caller) == "cy 4"

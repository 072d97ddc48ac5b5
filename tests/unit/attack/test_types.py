"""What an attack says, as plain data."""

from evenhand.attack import Recovered, Tried


def test_a_count_that_is_known_to_the_person_is_exact() -> None:
    one = Recovered(attack="sums", knowledge="published", where="t.csv", cell={"area": "N"}, least=3, most=3)
    assert one.exact
    assert one.to_row()["cell"] == {"area": "N"}


def test_a_bound_without_end_is_nothing_in_json() -> None:
    row = Recovered(attack="a", knowledge="k", where="w", least=3, most=float("inf")).to_row()
    assert row["most"] is None
    assert not row["exact"]


def test_a_statement_is_no_exact_count() -> None:
    assert not Recovered(attack="carriers", knowledge="k", where="w", words="a name").exact
    assert Tried(attack="a", knowledge="k", cells=4).to_row()["recovered"] == 0

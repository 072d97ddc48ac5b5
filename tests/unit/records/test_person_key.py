"""A person's number: the published construction, the same in every file, and none of what it was made from."""

import hmac
from datetime import date

import duckdb
import pyarrow as pa
import pytest

from evenhand.foundations import EvenhandError
from evenhand.records.person_key import person_number
from evenhand.records.profiles import PersonKey

KEY = PersonKey(parts=("initial", "born", "sex"), otherwise=("provider", "client"), given="pseudonym")
SECRET = b"a secret of more than sixteen bytes"


def numbers(secret: bytes | None, *rows: dict[str, object]) -> list[str]:
    con = duckdb.connect(":memory:")
    whole = {
        "initial": "a",
        "born": date(1980, 2, 1),
        "sex": "FEMALE",
        "provider": "N1",
        "client": "7",
        "pseudonym": None,
    }
    schema = pa.schema([(n, pa.date32() if n == "born" else pa.string()) for n in whole])
    con.register("rows", pa.Table.from_pylist([whole | row for row in rows], schema=schema))
    sql = person_number(KEY, con, secret)
    assert "secret" not in sql
    return [row[0] for row in con.execute(f"SELECT {sql} FROM rows").fetchall()]


@pytest.mark.parametrize("secret", [SECRET, b"x" * 16, b"y" * 64, b"z" * 65])
def test_it_is_the_hmac_that_python_makes(secret: bytes) -> None:
    made = hmac.new(secret, b"A|1980-02-01|FEMALE", "sha256").hexdigest()[:32]
    assert numbers(secret, {}) == [f"key|{made}"]


def test_the_same_person_at_two_services_has_one_number() -> None:
    first, again, other = numbers(
        SECRET, {}, {"provider": "N2", "client": "9", "initial": "A"}, {"initial": "b"}
    )
    assert first == again != other


def test_without_a_secret_or_a_part_it_is_the_number_at_the_service() -> None:
    assert numbers(None, {}, {"provider": "N2"}) == ["N1|7", "N2|7"]
    assert numbers(SECRET, {"born": None}) == ["N1|7"]


def test_a_pseudonym_comes_first() -> None:
    assert numbers(SECRET, {"pseudonym": "p1"}) == numbers(None, {"pseudonym": "p1"}) == ["p1"]


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(EvenhandError, match="The secret has 5 bytes; it needs at least 16"):
        numbers(b"12345", {})

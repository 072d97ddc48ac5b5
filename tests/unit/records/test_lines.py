"""Where rows begin in a file, whatever stands in their cells."""

import pytest

from evenhand.records.lines import split_lines


def rows(data: bytes, delimiter: str = ",") -> list[tuple[int, int, bool, bool]]:
    found = split_lines(data, delimiter)
    columns = (found.line, found.cells, found.quoted_well, found.blank)
    return [tuple(row) for row in zip(*(column.tolist() for column in columns), strict=True)]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_rows_stand_on_their_lines_under_any_line_end(end: bytes) -> None:
    assert rows(end.join([b"a,b", b"1,2", b"3,4"])) == [(n, 2, True, False) for n in (1, 2, 3)]


def test_line_break_in_a_cell_moves_later_rows_down() -> None:
    assert rows(b'a,b\n"x\n\ny",1\n2,3\n') == [(1, 2, True, False), (2, 2, True, False), (5, 2, True, False)]


def test_blank_lines_count_as_lines() -> None:
    assert rows(b"a,b\n\n,\n1,2\n") == [
        (1, 2, True, False),
        (2, 1, True, True),
        (3, 2, True, True),
        (4, 2, True, False),
    ]


def test_delimiter_and_doubled_quotes_inside_a_cell() -> None:
    assert rows(b'"a,b","say ""x"""\n"",""""\n') == [(1, 2, True, False), (2, 2, True, True)]


def test_unclosed_quote_spoils_its_own_row_only() -> None:
    assert rows(b'a,b\n"open,1\n2,"well"\n"two\nlines",3\n') == [
        (1, 2, True, False),
        (2, 2, False, False),
        (3, 2, True, False),
        (4, 2, True, False),
    ]


def test_unclosed_quote_does_not_swallow_whole_rows_after_it() -> None:
    assert rows(b'a,b\n"open,1\n2,","\n3,4\n"two\nlines",""\n') == [
        (1, 2, True, False),
        (2, 2, False, False),
        (3, 2, True, False),
        (4, 2, True, False),
        (5, 2, True, False),
    ]


def test_quote_in_the_middle_of_a_cell_is_a_fault_of_its_row() -> None:
    assert [row[2] for row in rows(b'a,b\n5" pipe,1\n"x"y,2\n3,4\n')] == [True, False, False, True]


def test_text_of_a_row_is_kept_as_it_stands() -> None:
    assert split_lines(b'a;b\r\n"x\ny";z', ";").text.to_pylist() == ["a;b\r\n", '"x\ny";z']

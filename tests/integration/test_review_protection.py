"""What a reviewer found by using `evenhand protect`, the ledger and `evenhand attack` as a stranger would."""

from pathlib import Path

from evenhand.cli import main
from tests.integration.files import write

BANDS = ("16-24", "25-34", "35-65"), ("16-25", "26-34", "35-65")
PEOPLE = {"North": (62, 77, 54), "South": (68, 79, 64)}
AGED_25 = {"North": 2, "South": 3}

WELSH = (
    "ardal,rhyw,people",
    "Caerdydd,M,5",
    "Caerdydd,F,2",
    "Caerdydd,X,15",
    "Caerdydd,Cyfanswm,22",
    "Abertawe,M,30",
    "Abertawe,F,59",
    "Abertawe,X,12",
    "Abertawe,Cyfanswm,101",
    "Cyfanswm,M,35",
    "Cyfanswm,F,61",
    "Cyfanswm,X,27",
    "Cyfanswm,Cyfanswm,123",
)


def aged(bands: tuple[str, ...], moved: int) -> tuple[str, ...]:
    """Return the same people in other bands: those of 25 are in the first band or in the second."""
    lines, sums = [], dict.fromkeys((*bands, "Total"), 0)
    for area, (young, middle, old) in PEOPLE.items():
        shift = moved * AGED_25[area]
        row = (young + shift, middle - shift, old)
        for band, count in zip((*bands, "Total"), (*row, sum(row)), strict=True):
            lines.append(f"{area},{band},{count}")
            sums[band] += count
    return ("area,age,people", *lines, *(f"Total,{band},{count}" for band, count in sums.items()))


def shown(path: Path, *codes: str) -> int | None:
    """Return the count that a published table shows of a cell."""
    for line in path.read_text("utf-8").splitlines():
        *cell, count, _ = line.split(",")
        if tuple(cell) == codes:
            return int(count) if count else None
    raise AssertionError(codes)


def test_the_ledger_keeps_bands_of_two_releases_from_telling_their_rest(tmp_path: Path) -> None:
    left = []
    for name, bands, moved in (("one", BANDS[0], 0), ("two", BANDS[1], 1)):
        path = write(tmp_path / f"{name}.csv", *aged(bands, moved))
        options = ["--count", "people", "--policy", "suppress", "--as-at", "2026-03-31"]
        ledger = ["--ledger", str(tmp_path / "ledger.jsonl"), "--out", str(tmp_path / name)]
        left.append(main(["protect", str(path), *options, *ledger]))
    if left[1] == 2:
        return
    first = shown(tmp_path / "one/one.csv", "North", "16-24")
    second = shown(tmp_path / "two/two.csv", "North", "16-25")
    assert first is None or second is None


def test_the_attack_subtracts_bands_of_two_releases(tmp_path: Path) -> None:
    for name, bands, moved in (("one", BANDS[0], 0), ("two", BANDS[1], 1)):
        write(tmp_path / name / "t.csv", *aged(bands, moved))
    assert main(["attack", str(tmp_path / "one"), str(tmp_path / "two"), "--count", "people"]) == 1


def test_a_total_in_another_language_is_not_taken_for_one_more_area(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", *WELSH)
    if main(
        ["protect", str(path), "--count", "people", "--policy", "suppress", "--out", str(tmp_path / "out")]
    ):
        return
    row = [shown(tmp_path / "out/t.csv", "Caerdydd", code) for code in ("M", "X", "Cyfanswm")]
    assert None in row


def test_the_attack_finds_a_total_in_another_language(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", *(line.removesuffix(",2") + "," * line.endswith(",2") for line in WELSH))
    assert main(["attack", str(path), "--count", "people"]) == 1


def test_an_emptied_ledger_is_refused(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.jsonl"
    ledger.touch()
    path = write(tmp_path / "t.csv", *aged(BANDS[0], 0))
    options = ["--count", "people", "--ledger", str(ledger), "--out", str(tmp_path / "out")]
    assert main(["protect", str(path), *options]) == 2

"""Fonts are chosen by the letters they hold; what is lacking is named by its script."""

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder

from evenhand.publish.fonts import Face, Family, installed, lettering, visible_letters, what_to_install


def font(path: Path, letters: str) -> None:
    """Write a font that has the given letters and no other, each an empty glyph."""
    names = [".notdef", *(f"u{ord(one):04X}" for one in letters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(one): f"u{ord(one):04X}" for one in letters})
    builder.setupGlyf({name: _empty() for name in names})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Made up", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def _empty() -> object:
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    return TTGlyphPen(None).glyph()


@pytest.fixture
def families(tmp_path: Path) -> dict[str, Family]:
    return {
        one.name: one
        for one in (
            family(tmp_path, "Liberation Sans", "abc ", "ab "),
            family(tmp_path, "DejaVu Sans", "abcŵ "),
            family(tmp_path, "Noto Sans Bengali", "বল"),
        )
    }


def family(folder: Path, name: str, *faces: str) -> Family:
    """Write a font file for each set of letters and return them as the faces of one family."""
    for n, letters in enumerate(faces):
        font(folder / f"{name}-{n}.ttf", letters)
    return Family(
        name=name, faces=tuple(Face(path=str(folder / f"{name}-{n}.ttf"), index=0) for n in range(len(faces)))
    )


def test_families_of_this_machine_are_found_with_their_faces() -> None:
    found = installed()
    if "Liberation Sans" not in found:
        pytest.skip("Liberation Sans is not installed (make test installs it)")
    paths = [Path(face.path).stem for face in found["Liberation Sans"].faces]
    assert paths == ["LiberationSans-Regular", "LiberationSans-Bold"]
    assert found["Liberation Sans"].lacks("Ŵŷ–ab") == frozenset()


def test_a_folder_without_fonts_has_none(tmp_path: Path) -> None:
    assert dict(installed((str(tmp_path),))) == {}


def test_a_letter_that_the_bold_face_lacks_is_lacking(families: dict[str, Family]) -> None:
    assert families["Liberation Sans"].lacks("abc") == {"c"}


def test_the_first_family_with_all_letters_is_taken(families: dict[str, Family]) -> None:
    assert lettering("ab", families).names == ("Liberation Sans",)
    assert lettering("abŵ", families).names == ("DejaVu Sans",)


def test_another_script_brings_its_own_family(families: dict[str, Family]) -> None:
    chosen = lettering("ab ব", families)
    assert (chosen.names, dict(chosen.missing)) == (("Liberation Sans", "Noto Sans Bengali"), {})


def test_what_no_family_has_is_named_by_script(families: dict[str, Family]) -> None:
    chosen = lettering("ab বক ش", families)
    assert dict(chosen.missing) == {"Arabic": {"ش"}, "Bengali": {"ব", "ক"}}
    assert what_to_install(chosen.missing) == (
        "Install Noto Sans Arabic (package fonts-noto-core of Debian and Ubuntu); "
        "Noto Sans Bengali (package fonts-noto-core of Debian and Ubuntu)."
    )


def test_signs_of_no_script_are_named_by_number(families: dict[str, Family]) -> None:
    chosen = lettering("a☃", families)
    assert what_to_install(chosen.missing) == "Install a font that has the signs U+2603."


def test_marks_of_direction_need_no_glyph() -> None:
    assert visible_letters("a\u200f\u200d\n") == {"a"}

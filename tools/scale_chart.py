"""Measure the whole report at three sizes and draw docs/images/scale.svg: seconds and mebibytes, a bar each."""

import sys
from pathlib import Path

from benchmarks.scale import SIZES, Measured, measure

CHART = Path("docs/images/scale.svg")
WIDTH, LEFT, ROW = 720, 150, 34
DARK, INK = "#12436D", "#0b0c0c"


def main() -> int:
    """Measure, draw, print what was measured."""
    found = [measure(people) for people in SIZES]
    CHART.parent.mkdir(parents=True, exist_ok=True)
    CHART.write_text(draw(found), encoding="utf-8")
    for one in found:
        print(f"{one.people:,} people, {one.rows:,} rows: {one.seconds:.1f} s, {one.mib:,.0f} MiB")
    return 0


def draw(found: list[Measured]) -> str:
    """Return the chart as SVG, with its figures in words for those who cannot see it."""
    parts, y = [], 34
    for title, values, words in (
        ("Seconds from files to pages", [one.seconds for one in found], "{:,.1f} s"),
        ("Memory at the peak", [one.mib for one in found], "{:,.0f} MiB"),
    ):
        parts.append(f'<text x="0" y="{y - 12}" font-size="16" font-weight="700" fill="{INK}">{title}</text>')
        for one, value in zip(found, values, strict=True):
            width = (WIDTH - LEFT - 110) * value / max(values)
            label = f"{one.people:,} people"
            parts.append(
                f'<text x="{LEFT - 10}" y="{y + 16}" font-size="14" text-anchor="end">{label}</text>'
            )
            parts.append(f'<rect x="{LEFT}" y="{y}" width="{max(width, 1):.1f}" height="22" fill="{DARK}"/>')
            said = words.format(value)
            parts.append(f'<text x="{LEFT + width + 8:.1f}" y="{y + 16}" font-size="14">{said}</text>')
            y += ROW
        y += 44
    told = "; ".join(f"{one.people:,} people {one.seconds:.1f} seconds, {one.mib:,.0f} MiB" for one in found)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y - 40}" width="{WIDTH}" height="{y - 40}" '
        'role="img" aria-labelledby="t d" font-family="Arial, Helvetica, sans-serif">'
    )
    return (
        f'{head}<title id="t">Time and memory of a whole report</title><desc id="d">{told}.</desc>'
        f'<rect width="{WIDTH}" height="{y - 40}" fill="#fff"/>{"".join(parts)}</svg>\n'
    )


if __name__ == "__main__":
    sys.exit(main())

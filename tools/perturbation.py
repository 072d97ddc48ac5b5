"""Writes the chances of each perturbation table from what is demanded of it."""

from pathlib import Path

from evenhand.disclosure.cell_key.make_table import Design, make_weights
from evenhand.disclosure.cell_key.perturbation_table import FOLDER, load_design, perturbation_names


def table_text(design: Design) -> str:
    """Return the table as CSV: a row for each true count and each change that it may have."""
    weights = make_weights(design)
    rows = ["count,change,weight"]
    for count, row in enumerate(weights.tolist()):
        rows += [
            f"{count},{change - design.largest_change},{weight}"
            for change, weight in enumerate(row)
            if weight
        ]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Write every table that has a design."""
    for name in perturbation_names():
        path = Path(str(FOLDER)) / f"{name}.csv"
        path.write_text(table_text(load_design(name)), "utf-8")
        print(path)


if __name__ == "__main__":
    main()

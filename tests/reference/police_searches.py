"""Searches and residents reckoned with pandas alone, for checks against published files on this machine."""

from pathlib import Path

import pandas as pd

BROAD = {
    "White": "WHITE",
    "Mixed/Multiple ethnic groups": "MIXED",
    "Asian/Asian British": "ASIAN",
    "Black/African/Caribbean/Black British": "BLACK",
    "Other ethnic group": "OTHER",
}
CENSUS = {"White": "WHITE", "Mixed": "MIXED", "Asian": "ASIAN", "Black": "BLACK", "Other": "OTHER"}
FORCES = {
    "E23000004": "merseyside",
    "E23000008": "durham",
    "E23000011": "south-yorkshire",
    "E23000018": "derbyshire",
}


def search_files(folder: Path) -> list[Path]:
    """Two months of four forces."""
    return sorted((folder / "stop_search").glob("20??-??-*-stop-and-search.csv"))


def census_file(folder: Path) -> Path:
    return folder / "population" / "census2011_ethnic_group_by_la.csv"


def searches_and_residents(folder: Path) -> pd.DataFrame:
    """One row per force and broad group: searches of people, residents, rate per 1,000, ratio to White."""
    parts = [pd.read_csv(path).assign(slug=path.name[8:-20]) for path in search_files(folder)]
    searches = pd.concat(parts, ignore_index=True)
    searches = searches[searches["Type"] != "Vehicle search"]
    said = searches["Self-defined ethnicity"]
    groups = said.str.split(" - ").str[0].map(BROAD).where(~said.fillna("").str.endswith("Not stated"))
    counted = searches.assign(group=groups).groupby(["slug", "group"]).size()

    census = pd.read_csv(census_file(folder))
    lookup = pd.read_csv(folder / "population" / "lookup_lad16_csp16_pfa16.csv", encoding="utf-8-sig")
    homes = lookup.set_index("LAD16CD")["PFA16CD"]
    totals = census.rename(
        columns={f"Ethnic Group: {name}; measures: Value": code for name, code in CENSUS.items()}
    )
    residents = totals.groupby(totals["geography code"].map(homes))[list(CENSUS.values())].sum()

    rows = [
        (area, group, int(counted.get((slug, group), 0)), int(residents.loc[area, group]))
        for area, slug in sorted(FORCES.items())
        for group in CENSUS.values()
    ]
    table = pd.DataFrame(rows, columns=["area", "group", "searches", "residents"])
    table["per_1000"] = 1000 * table["searches"] / table["residents"]
    white = table[table["group"] == "WHITE"].set_index("area")["per_1000"]
    table["ratio"] = table["per_1000"] / table["area"].map(white)
    return table

"""Cell keys: every count changed a little, always the same way, for tables that users build themselves."""

from evenhand.disclosure.cell_key.averaged import Averaged, averaged
from evenhand.disclosure.cell_key.derived import possible
from evenhand.disclosure.cell_key.perturb import perturb_cells, perturb_people
from evenhand.disclosure.cell_key.perturbation_table import (
    PerturbationTable,
    load_perturbation,
    perturbation_names,
)

__all__ = [
    "Averaged",
    "PerturbationTable",
    "averaged",
    "load_perturbation",
    "perturb_cells",
    "perturb_people",
    "perturbation_names",
    "possible",
]

"""How often intervals hold the truth and rules raise false alarms, by simulation at the sizes of real areas.

Stands above the stages that it tries: may import all of them except the command.
"""

from evenhand.calibration.plan import load_plan
from evenhand.calibration.registry import families
from evenhand.calibration.run import calibrate, out_of_date
from evenhand.calibration.table import merged, read_rows, to_csv, to_json
from evenhand.calibration.types import Kind, Row

__all__ = [
    "Kind",
    "Row",
    "calibrate",
    "families",
    "load_plan",
    "merged",
    "out_of_date",
    "read_rows",
    "to_csv",
    "to_json",
]

"""Charts as pure functions from what to draw to marks with their places; a template writes them as SVG."""

from evenhand.publish.charts.dots import DotRow, DotSpec, Panel, draw_dots
from evenhand.publish.charts.dumbbell import DumbbellRow, DumbbellSpec, draw_dumbbells
from evenhand.publish.charts.marks import Drawing, Mark, Shape
from evenhand.publish.charts.series import Point, Series, SeriesSpec, draw_series
from evenhand.publish.charts.stage_bars import BarRow, BarSpec, draw_stage_bars
from evenhand.publish.charts.waterfall import WaterfallRow, WaterfallSpec, draw_waterfall

__all__ = [
    "BarRow",
    "BarSpec",
    "DotRow",
    "DotSpec",
    "Drawing",
    "DumbbellRow",
    "DumbbellSpec",
    "Mark",
    "Panel",
    "Point",
    "Series",
    "SeriesSpec",
    "Shape",
    "WaterfallRow",
    "WaterfallSpec",
    "draw_dots",
    "draw_dumbbells",
    "draw_series",
    "draw_stage_bars",
    "draw_waterfall",
]

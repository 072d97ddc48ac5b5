"""Charts as pure functions from what to draw to marks with their places; a template writes them as SVG."""

from evenhand.publish.charts.dots import DotRow, DotSpec, Panel, draw_dots
from evenhand.publish.charts.dumbbell import DumbbellRow, DumbbellSpec, draw_dumbbells
from evenhand.publish.charts.funnel import FunnelPoint, FunnelSpec, draw_funnel
from evenhand.publish.charts.marks import Drawing, Mark, Shape
from evenhand.publish.charts.process import CalendarMark, ProcessPoint, ProcessSpec, draw_process
from evenhand.publish.charts.sensitivity import CurvePoint, SensitivitySpec, draw_sensitivity
from evenhand.publish.charts.series import Point, Series, SeriesSpec, draw_series
from evenhand.publish.charts.shrunken import ShrunkenRow, ShrunkenSpec, draw_shrunken
from evenhand.publish.charts.stage_bars import BarRow, BarSpec, draw_stage_bars
from evenhand.publish.charts.trend import TrendPoint, TrendSpec, draw_trend
from evenhand.publish.charts.waterfall import WaterfallRow, WaterfallSpec, draw_waterfall

__all__ = [
    "BarRow",
    "BarSpec",
    "CalendarMark",
    "CurvePoint",
    "DotRow",
    "DotSpec",
    "Drawing",
    "DumbbellRow",
    "DumbbellSpec",
    "FunnelPoint",
    "FunnelSpec",
    "Mark",
    "Panel",
    "Point",
    "ProcessPoint",
    "ProcessSpec",
    "SensitivitySpec",
    "Series",
    "SeriesSpec",
    "Shape",
    "ShrunkenRow",
    "ShrunkenSpec",
    "TrendPoint",
    "TrendSpec",
    "WaterfallRow",
    "WaterfallSpec",
    "draw_dots",
    "draw_dumbbells",
    "draw_funnel",
    "draw_process",
    "draw_sensitivity",
    "draw_series",
    "draw_shrunken",
    "draw_stage_bars",
    "draw_trend",
    "draw_waterfall",
]

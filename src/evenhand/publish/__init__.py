"""From protected counts, measures and findings to files: a page for people, tables for machines.

Imports foundations, vocabulary, measures and findings, and nothing that holds a person or an exact count.
"""

from evenhand.publish.files import measure_rows
from evenhand.publish.page import render_page
from evenhand.publish.summary import text_summary
from evenhand.publish.types import Release
from evenhand.publish.write import write_release

__all__ = ["Release", "measure_rows", "render_page", "text_summary", "write_release"]

"""How templates of HTML and SVG are read: every text escaped, nothing left undefined, the same line ends everywhere."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def environment() -> Environment:
    """Return the environment of the templates folder."""
    return Environment(
        loader=PackageLoader("evenhand.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        newline_sequence="\n",
    )

"""Evenhand: does each step from arrest to recovery work equally well for every group of people?

In a notebook:

    import evenhand
    inputs = evenhand.read(["counts.csv"])
    evenhand.run(inputs).measures
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evenhand.flow import read, run

__all__ = ["read", "run"]


def __getattr__(name: str) -> Any:
    """Import what is asked for only then, so that `evenhand --help` answers at once."""
    if name in __all__:
        from evenhand import flow  # noqa: PLC0415  (slow import)

        return getattr(flow, name)
    raise AttributeError(f"module 'evenhand' has no attribute '{name}'")

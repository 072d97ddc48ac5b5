"""The made-up partnership on a first start, and how to log in as each of its people."""

from rich.console import Console


def offer_example(console: Console) -> None:
    """Fill an empty service with the made-up partnership, once."""


def tell_log_ins(console: Console, address: str) -> None:
    """Print where the service is and how to log in as each role."""
    console.print(f"\nEvenhand is at [bold]{address}[/]")

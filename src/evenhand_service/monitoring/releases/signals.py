"""What other rooms of the service are told of releases, which know nothing of them."""

from django.dispatch import Signal

release_approved = Signal()
"""Sent with `release` and `now` in the transaction in which somebody approved it. A fault of a receiver undoes both."""

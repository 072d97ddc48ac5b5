"""What `python -m evenhand_service` does: start everything on one machine, and hand other commands to Django."""

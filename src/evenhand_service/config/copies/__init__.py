"""Copies of everything the service holds: backups to go back to, and exports in an open format to leave with."""

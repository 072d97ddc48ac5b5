"""Loads of extracts, runs, releases, dashboards, findings: the one bridge from the service to the library's flow."""

"""Releases as the service keeps them: stored from what a run gave, read without computing."""

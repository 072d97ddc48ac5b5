"""Contracts: with whom, what they cover, what they ask for equality."""

"""Runs: approved loads go to the library's flow, and what it gives is kept as releases. The one bridge to it."""

"""Forms that were sent after a session had ended: kept for a day, locked, for the same person in the same browser.

Source: J1 (nothing typed is lost).
"""

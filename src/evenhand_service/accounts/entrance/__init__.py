"""The entrance: logging in and out, second factors, resets, what a guesser meets. allauth's ways with our words."""

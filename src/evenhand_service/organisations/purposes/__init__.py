"""Purpose files: what has to be written down before anything about a person is taken."""

"""Public pages and files: nobody has to log in."""

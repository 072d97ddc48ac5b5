"""Values that all processes of the service share for a while, such as how often somebody tried to log in."""

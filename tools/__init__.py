"""Programs that keep the repository in order. They are no part of the library."""

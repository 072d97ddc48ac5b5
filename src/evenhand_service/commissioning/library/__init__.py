"""The library of good practice: written, approved, published; bulletins of what is new."""

"""What the interface sends and takes."""

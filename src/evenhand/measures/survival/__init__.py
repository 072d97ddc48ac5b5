"""How long people stay, and how they leave, from counts by time."""

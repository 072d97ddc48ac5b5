"""What people whose group nobody knows could change: bounds and a sensitivity curve."""

"""What the pages of findings show, as plain values."""

"""What pages of governance show, as plain values."""

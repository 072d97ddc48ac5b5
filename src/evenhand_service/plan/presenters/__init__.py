"""What pages of the plan show, as plain values."""

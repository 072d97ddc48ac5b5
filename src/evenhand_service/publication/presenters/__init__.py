"""What pages, catalogues and feeds show, as plain values."""

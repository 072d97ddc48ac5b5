"""The HTTP interface for other programs: typed, versioned, behind the same walls as the pages. Source: J4."""

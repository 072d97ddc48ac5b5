"""Pages that read releases: an area's first page, the analyst's pages behind it, charts to take away."""

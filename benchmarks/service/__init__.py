"""The service under load: a national installation on the bundled PostgreSQL, many people at once, all on this machine."""

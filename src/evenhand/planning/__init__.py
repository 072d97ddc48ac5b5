"""Plans: rows read from documents, dates as people write them, editions, and whether an action moved its figure."""

"""The log of every write, and of every read of a person's data: chained, verified, read by the data protection officer."""

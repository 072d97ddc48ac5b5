"""The pages behind the first: for analysts, on the data's own quality, on need, and every file."""

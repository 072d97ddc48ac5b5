"""Pages of documents: given, what was read of them, and each row and recommendation decided on by people."""

"""The treatment plan of a partnership and the specifications made from it."""

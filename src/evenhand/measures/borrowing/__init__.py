"""Small groups estimated with the help of their peers: shrinkage."""

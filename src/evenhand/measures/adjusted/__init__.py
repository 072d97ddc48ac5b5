"""Comparisons of like with like by models on grouped counts."""

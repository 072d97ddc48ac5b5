"""Benchmarks: `make bench` prints what one run measured on this machine, each figure beside its limit or peer."""

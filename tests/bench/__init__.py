"""Benchmarks of the whole bot beside an empty server in the same run: `make bench`."""

"""Measurements: `make bench` writes docs/benchmarks.md."""

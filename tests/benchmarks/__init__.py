"""Benchmarks: each prints its table and whether it is fast enough."""

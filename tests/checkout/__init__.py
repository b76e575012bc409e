"""Tests of what `dev.py` sets a checkout up with."""

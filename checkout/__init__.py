"""What `dev.py` needs to set a checkout up; the standard library alone, for nothing is there yet."""

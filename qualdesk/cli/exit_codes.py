"""Exit codes of the command line; argparse itself ends with 2 where it cannot read what was typed."""

DONE = 0
REFUSED = 1
WITH_PROBLEMS = 3
"""Done, but something about it must be looked at."""

"""Runs the command line: `python -m qualdesk`."""

import sys

from qualdesk.cli import main

if __name__ == "__main__":
    sys.exit(main())

"""Opens the window: `python -m qualdesk_ui`."""

import sys

from qualdesk_ui.app import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

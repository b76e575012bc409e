"""The composition root: what is built from what, and in which order the program starts."""

from qualdesk_ui.app.start import main

__all__ = ["main"]

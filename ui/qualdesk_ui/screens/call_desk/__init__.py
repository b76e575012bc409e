"""The call desk: who is next and why, what to say, what we know, and how it ended."""

from qualdesk_ui.screens.call_desk.screen import CallDesk

__all__ = ["CallDesk"]

"""The queue: who is called next and why, and who waits for a number."""

from qualdesk_ui.screens.queue.screen import QueueScreen

__all__ = ["QueueScreen"]

"""The page of the Outbox: mail that waits, went or failed, and letters on paper."""

from qualdesk_ui.screens.outbox.screen import OutboxScreen

__all__ = ["OutboxScreen"]

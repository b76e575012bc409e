"""What the window says: refusals in the bar, our own faults in a report that is shown and kept."""

from qualdesk_ui.messages.crash_report import CrashPanel, kept_report, report_text
from qualdesk_ui.messages.messages import Messages

__all__ = ["CrashPanel", "Messages", "kept_report", "report_text"]

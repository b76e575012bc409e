"""The one door to the core: what a screen asks or orders goes through `Desk` and its lanes."""

from qualdesk_ui.desk.attendance import Attendance
from qualdesk_ui.desk.choices import Choices
from qualdesk_ui.desk.desk import Desk, Seat
from qualdesk_ui.desk.executors import Executor, Inline, Lanes, Threads
from qualdesk_ui.desk.progress import Progress
from qualdesk_ui.desk.screen import Screen

__all__ = [
    "Attendance",
    "Choices",
    "Desk",
    "Executor",
    "Inline",
    "Lanes",
    "Progress",
    "Screen",
    "Seat",
    "Threads",
]

"""What the tests of the queue do with its page, and see there."""

from qualdesk.domain.queue_tab import Tab
from qualdesk_ui.screens.queue import QueueScreen


def go_to_tab(screen: QueueScreen, tab: Tab) -> None:
    screen.filters.tabs.set_value(tab)
    screen.filters.tabs.chosen.emit(tab)
    screen.grab()


def focused_name(screen: QueueScreen) -> str:
    screen.grab()
    row = screen.table.focused_row()
    return row.row.name if row is not None else ""


def listed(screen: QueueScreen) -> list[int]:
    rows = screen.table.rows
    return rows.keys_between(0, rows.rowCount())

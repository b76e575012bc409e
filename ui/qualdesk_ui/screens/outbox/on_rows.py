"""Where the arrows stand in the Outbox: what that row says, and whom Enter opens."""

from PySide6.QtCore import QObject, Signal

from qualdesk.queries.came_in import ReceivedRow
from qualdesk.queries.post import MailRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.outbox.next_steps import NextSteps
from qualdesk_ui.screens.outbox.reading_pane import ReadingPane
from qualdesk_ui.screens.outbox.route import Route
from qualdesk_ui.screens.outbox.shelves import PostRow, Shelves

_NOBODYS = "Nobody knows yet whose this is: 1 gives it to a prospect"


class OnRows(QObject):
    """`lead_opened` says whom somebody wants to see, `said` why nobody is to be seen."""

    lead_opened = Signal(int)
    said = Signal(str)

    def __init__(
        self, desk: Desk, shelves: Shelves, pane: ReadingPane, steps: NextSteps, route: Route
    ) -> None:
        super().__init__(shelves)
        self._desk, self._pane, self._steps, self._route = desk, pane, steps, route
        shelves.focused.connect(self._read)
        shelves.opened.connect(self._open)

    def _read(self, row: PostRow) -> None:
        now, steps = self._desk.now(), self._steps.steps(row)
        if isinstance(row, MailRow):
            self._pane.show_mail(row, steps, now, has_server=self._route.has_server())
        elif isinstance(row, ReceivedRow):
            self._pane.show_received(row, steps, now)
        else:
            self._pane.show_letter(row, now)

    def _open(self, row: PostRow) -> None:
        if row.lead_id is None:
            self.said.emit(_NOBODYS)
        else:
            self.lead_opened.emit(row.lead_id)

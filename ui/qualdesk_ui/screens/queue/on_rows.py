"""Where the arrows stand in the queue: why that row has its place, and what Enter and Space do."""

from PySide6.QtCore import QObject, Signal

from qualdesk.queries.queue_rows import ListedRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue.rows import Listed, rank_sentence
from qualdesk_ui.screens.queue.side import Side
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.long_table import LongTable


class OnRows(QObject):
    """`lead_opened` says whom the caller wants on the desk."""

    lead_opened = Signal(int)

    def __init__(
        self, desk: Desk, table: LongTable[ListedRow], side: Side, hints: KeyHints
    ) -> None:
        super().__init__(table)
        self._desk, self._table, self._side, self._hints = desk, table, side, hints
        table.opened.connect(self._open)
        table.peeked.connect(self._turn_peek)
        table.focused.connect(self._explain)
        table.marked.connect(self._say_chosen)
        side.open_asked.connect(self.lead_opened)

    def _open(self, listed: Listed) -> None:
        if listed.row.called_by and not listed.row.is_on_my_desk:
            self._side.show_peek(listed.row)
        else:
            self.lead_opened.emit(listed.row.lead_id)

    def _turn_peek(self, listed: Listed) -> None:
        self._side.turn_peek(listed.row)

    def _explain(self, listed: Listed) -> None:
        self._say_chosen()
        self._side.follow(listed.row)

    def _say_chosen(self) -> None:
        count, row = self._table.chosen_count(), self._table.focused_row()
        if count > 1:
            self._hints.say(f"{count:,} prospects chosen")
        elif row is not None:
            self._hints.say(rank_sentence(row, self._desk.now()))

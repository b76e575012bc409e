"""Reads the long list: what comes first at once, the rest part by part, a filter in between."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from qualdesk.domain.queue_order import Turn
from qualdesk.domain.queue_tab import Tab
from qualdesk.queries.queue_find import Suggestion, close_name, found_leads
from qualdesk.queries.queue_list import Beginning, leads_of, queue_beginning, queue_part
from qualdesk.queries.queue_rows import ListedRow, Opening, queue_opening, queue_rows
from qualdesk.queries.queue_view import ListFilter, Part, QueueOrder, QueueView, view_of
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.queue.filters import Wanted

_IN_SIGHT = 40
_AT_ONCE = 5_000
"""Up to so many leads a filter costs less than a millisecond; more are gone through beside."""


class ListFlow(QObject):
    """`viewed` brings what to show, `rows_read` the rows that were asked for.

    `opened` says that the first rows are there: nothing else is read before them. `suggested` brings
    a name of the list that comes close to words nobody matched, and how many have it.
    """

    opened = Signal()
    viewed = Signal(object)
    suggested = Signal(str, int)
    rows_read = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wanted = Wanted()
        self._shown, self._coming = QueueOrder(), QueueOrder()
        self._turns: Mapping[int, Turn] = {}
        self._begun: Beginning | None = None
        self._mine: frozenset[int] = frozenset()
        self._found: frozenset[int] = frozenset()
        self._view_number = 0

    @property
    def is_whole(self) -> bool:
        """Whether the order was read to its end."""
        return self._shown.is_whole

    def refresh(self) -> None:
        """Read the order again; what is shown stays until the new one is whole."""
        caller_id, now, fetch = self._desk.person_id, self._desk.now(), self._desk.fetch
        if len(self._shown):
            fetch(self, self._begin, queue_beginning, caller_id=caller_id, now=now)
        else:
            fetch(self, self._open, queue_opening, caller_id=caller_id, now=now, rows=_IN_SIGHT)

    def want(self, wanted: Wanted) -> None:
        """Narrow the list, or show all of it again."""
        is_looked_for = wanted.words and wanted.words != self._wanted.words
        self._wanted = wanted
        if is_looked_for:
            self._desk.fetch(self, self._take_found, found_leads, words=wanted.words)
        else:
            self._view()

    def suggest(self, words: str) -> None:
        """Look for a name in the list that comes close to these words."""
        self._desk.fetch(self, self._count_suggested, close_name, words=words)

    def read_rows(self, lead_ids: Sequence[int]) -> None:
        """Read the rows of these leads."""
        self._desk.fetch(
            self,
            self._tell_rows,
            queue_rows,
            lead_ids,
            caller_id=self._desk.person_id,
            now=self._desk.now(),
            turns=self._turns,
        )

    def _open(self, opening: Opening) -> None:
        """Show the rows in sight before anything else is read."""
        self._turns = opening.beginning.turns
        self._coming = opening.beginning.order
        self.rows_read.emit(opening.rows)
        self._show_coming()
        if self._coming.is_whole:
            self._read_beside()
        else:
            caller_id, now = self._desk.person_id, self._desk.now()
            fetch = self._desk.fetch
            fetch(self, self._begin, queue_beginning, caller_id=caller_id, now=now)

    def _begin(self, begun: Beginning) -> None:
        self._begun, self._coming = begun, begun.order
        self._turns = begun.turns
        self._show_coming()
        self._read_beside()
        self._read_on()

    def _read_beside(self) -> None:
        self._desk.fetch(self, self._take_mine, leads_of, person_id=self._desk.person_id)
        if self._wanted.words:
            self._desk.fetch(self, self._take_found, found_leads, words=self._wanted.words)
        self.opened.emit()

    def _read_on(self) -> None:
        begun = self._begun
        if begun is None or self._coming.is_whole:
            return
        piece = begun.pieces[len(self._coming.parts) - len(begun.order.parts)]
        take = partial(self._take_part, begun)
        fetch = self._desk.fetch
        fetch(self, take, queue_part, piece, begun.listed, now=self._desk.now())

    def _take_part(self, begun: Beginning, part: Part) -> None:
        if begun is not self._begun:
            return
        read = len(self._coming.parts) + 1 - len(begun.order.parts)
        self._coming = self._coming.extended(part, is_whole=read == len(begun.pieces))
        self._show_coming()
        self._read_on()

    def _show_coming(self) -> None:
        if self._coming.is_whole or not self._shown.is_whole:
            self._shown = self._coming
            self._view()

    def _take_mine(self, lead_ids: frozenset[int]) -> None:
        self._mine = lead_ids
        if self._wanted.is_mine_only:
            self._view()

    def _take_found(self, lead_ids: frozenset[int]) -> None:
        self._found = lead_ids
        self._view()

    def _count_suggested(self, suggestion: Suggestion | None) -> None:
        if suggestion is not None:
            tell = partial(self._tell_suggested, suggestion.name)
            named = ListFilter(only=(suggestion.lead_ids,))
            self._desk.run(self, tell, partial(view_of, self._shown, named))

    def _tell_suggested(self, name: str, view: QueueView) -> None:
        if view.counts[Tab.ALL]:
            self.suggested.emit(name, view.counts[Tab.ALL])

    def _view(self) -> None:
        self._view_number += 1
        only = [self._mine] if self._wanted.is_mine_only else []
        only += [self._found] if self._wanted.words else []
        wanted = ListFilter(
            self._wanted.tab,
            self._wanted.campaign_id,
            self._wanted.is_callable_only,
            tuple(only),
        )
        if len(self._shown) <= _AT_ONCE:
            self.viewed.emit(view_of(self._shown, wanted))
            return
        take = partial(self._take_view, self._view_number)
        self._desk.run(self, take, partial(view_of, self._shown, wanted))

    def _take_view(self, number: int, view: QueueView) -> None:
        if number == self._view_number:
            self.viewed.emit(view)

    def _tell_rows(self, rows: dict[int, ListedRow]) -> None:
        self.rows_read.emit(rows)

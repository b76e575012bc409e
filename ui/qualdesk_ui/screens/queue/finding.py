"""Finding in the queue: who matches the words; where nobody does, a name that comes close."""

from PySide6.QtCore import QObject

from qualdesk_ui.screens.queue.filters import Filters
from qualdesk_ui.screens.queue.list_flow import ListFlow
from qualdesk_ui.screens.queue.listing import Listing


class Finding(QObject):
    """Takes Enter in the find field, and the way out of an empty list."""

    def __init__(self, filters: Filters, listing: Listing, flow: ListFlow, parent: QObject) -> None:
        super().__init__(parent)
        self._filters, self._listing, self._flow = filters, listing, flow
        self._suggestion = ""
        filters.left.connect(self.leave)
        filters.confirmed.connect(self._confirm)
        flow.suggested.connect(self._suggest)
        listing.empty.action_chosen.connect(self._take_suggestion)

    def begin_anew(self) -> None:
        """Forget the name that was suggested: something else is wanted."""
        self._suggestion = ""

    def say_nobody(self, total: int) -> None:
        """Say why the list is empty; look for a name that comes close to the words."""
        wanted = self._filters.wanted()
        self._listing.say_nobody(wanted, total)
        if wanted.words and total:
            self._filters.find_field.setFocus()
            self._flow.suggest(wanted.words)

    def leave(self) -> None:
        """Go on to the rows, if there are any."""
        if self._listing.is_list:
            self._listing.table.setFocus()

    def _suggest(self, name: str, count: int) -> None:
        if not self._listing.is_list:
            self._suggestion = name
            self._listing.suggest(name, count)

    def _take_suggestion(self) -> None:
        """Look for the name that was suggested; without one show everything again."""
        if self._suggestion:
            self._filters.look_for(self._suggestion)
        else:
            self._filters.clear()
        self.leave()

    def _confirm(self) -> None:
        if self._suggestion and not self._listing.is_list:
            self._take_suggestion()
        self.leave()

"""Why nobody is on the desk, and when somebody will be: nothing due, or a break."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from qualdesk.domain.lead import Lane
from qualdesk.domain.moments import clock_time
from qualdesk.queries.queue import QueueRow
from qualdesk_ui.screens.call_desk.centre import Centre

_ICON = "coffee"


class EmptyDesk(QObject):
    """Names the next promise as soon as a list does."""

    def __init__(self, centre: Centre, own_zone: str) -> None:
        super().__init__(centre)
        self._centre, self._own_zone = centre, own_zone
        self._rows: Sequence[QueueRow] = ()
        self._says_nothing_due = False

    def take_rows(self, rows: Sequence[QueueRow]) -> None:
        """Know who is to be called later."""
        self._rows = rows
        if self._says_nothing_due:
            self.say_nothing_due()

    def say_nothing_due(self) -> None:
        """Say that nobody may be called now, and until when."""
        self._says_nothing_due = True
        promise = self._next_promise()
        if promise is not None and promise.reason.due_at is not None:
            due = clock_time(promise.reason.due_at, self._own_zone)
            title, sentence = f"Nothing due until {due}", f"That is {promise.name}’s callback."
        else:
            title, sentence = (
                "Nothing due now",
                "New responses and imported lists appear by themselves.",
            )
        self._centre.show_nobody(_ICON, title, sentence, "Look again")

    def say_break(self) -> None:
        """Say that this is a break."""
        self._says_nothing_due = False
        sentence = "Your prospect stands in the queue again. Ctrl+B goes on."
        self._centre.show_nobody(_ICON, "Break", sentence, "Go on calling")

    def leave(self) -> None:
        """Have somebody on the desk."""
        self._says_nothing_due = False

    def _next_promise(self) -> QueueRow | None:
        """Return the promise still to come; who only waits for calling hours is due already."""
        promises = (row for row in self._rows if row.reason.lane is Lane.PROMISED)
        return next((row for row in promises if row.is_later or row.is_own_promise), None)

"""Reminders of promised calls, on whatever page: mine before their time, overdue ones to a team lead."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from qualdesk.domain.callback import nearness
from qualdesk.domain.moments import clock_time
from qualdesk_ui.desk import Desk
from qualdesk_ui.widgets.message_bar import MessageBar
from qualdesk_ui.widgets.tone import Tone

if TYPE_CHECKING:
    from qualdesk.queries.promises import PromisedCall
    from qualdesk.queries.reminders import Reminders

_EVERY_MS = 20_000
_FIRST_AFTER_MS = 3_000
"""The first page comes before the first look."""

_NAMED = 2


class ReminderBars(QObject):
    """Two quiet bars above the page; each speaks only when it has something new to say."""

    lead_chosen = Signal(int)
    queue_chosen = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.mine, self.overdue = MessageBar(), MessageBar()
        # What nobody has kept stays in sight until somebody does.
        self.overdue.hide_close()
        self._next_id: int | None = None
        self._said: dict[MessageBar, str] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self.mine.action_chosen.connect(self._open)
        self.overdue.action_chosen.connect(self.queue_chosen)
        desk.opened.connect(self._begin)
        desk.committed.connect(self._look_again)

    def look(self) -> None:
        """Read what there is to remind of at this moment; a desk that was closed has nothing."""
        if not self._desk.is_open:
            return
        from qualdesk.queries.reminders import reminders  # noqa: PLC0415 - brings SQLAlchemy

        self._desk.fetch_beside(
            self, self._show, reminders, caller_id=self._desk.person_id, now=self._desk.now()
        )

    def _begin(self) -> None:
        self._timer.start()
        QTimer.singleShot(_FIRST_AFTER_MS, self, self.look)

    def _look_again(self, _event: object) -> None:
        if any(self._said.values()):
            self.look()

    def _show(self, found: "Reminders") -> None:
        first = found.mine[0] if found.mine else None
        self._next_id = first.lead_id if first is not None else None
        self._say(self.mine, self._promise(first), "Open", "calendar-clock")
        self._say(self.overdue, self._late(found.overdue), "Open the queue", "")

    def _promise(self, one: "PromisedCall | None") -> tuple[str, str]:
        if one is None:
            return "", ""
        there = clock_time(one.due_at, one.zone)
        when = nearness(one.due_at, self._desk.now())
        return f"{one.name}, {one.company}", f"You promised a call at {there} their time: {when}."

    def _late(self, late: "tuple[PromisedCall, ...]") -> tuple[str, str]:
        if not late:
            return "", ""
        count = "One promise is" if len(late) == 1 else f"{len(late)} promises are"
        named = "; ".join(self._whose(one) for one in late[:_NAMED])
        more = f"; {len(late) - _NAMED} more" if len(late) > _NAMED else ""
        return f"{count} overdue", f"{named}{more}."

    def _whose(self, one: "PromisedCall") -> str:
        whose = f"{one.owner.split(' ')[0]}’s" if one.owner else "anyone’s"
        return f"{one.name}, {whose}, {nearness(one.due_at, self._desk.now())}"

    def _say(self, bar: MessageBar, words: tuple[str, str], action: str, icon: str) -> None:
        """Say something new; what was said already, or closed by hand, is left as it is."""
        said = " ".join(words).strip()
        if said == self._said.get(bar, ""):
            return
        self._said[bar] = said
        if not said:
            bar.hide()
            return
        bar.say(
            *words, tone=Tone.WARN if bar is self.overdue else Tone.ACCENT, icon=icon, action=action
        )

    def _open(self) -> None:
        if self._next_id is not None:
            self.lead_chosen.emit(self._next_id)

"""Up next: the prospect on the desk with why now, those who come after, and today's counts."""

import math
from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.lead import Lane
from qualdesk.domain.moments import clock_time, length_words
from qualdesk.domain.queue_reason import QueueReason
from qualdesk.domain.seat import PROMISE_FIRST
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.queries.queue import QueueRow
from qualdesk.queries.today import TodayCounts
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import SIDE_MARGIN
from qualdesk_ui.widgets.chip import ChipLook
from qualdesk_ui.widgets.current_card import CurrentCard, CurrentCardText
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.icon_button import IconButton
from qualdesk_ui.widgets.label import Label, heading
from qualdesk_ui.widgets.named_group import NamedGroup
from qualdesk_ui.widgets.overlay_scroll_bar import OverlayScrollBar
from qualdesk_ui.widgets.painting import width_of
from qualdesk_ui.widgets.paragraph import Paragraph, Run, RunLook
from qualdesk_ui.widgets.reason_look import reason_look
from qualdesk_ui.widgets.tone import Tone
from qualdesk_ui.widgets.up_next_list import LaneHead, UpNextList, UpNextRow

_HEAD = 44
_MINUTE = timedelta(minutes=1)
_OUT_OF_ORDER = "Opened out of order. "
_AFTER_PROMISE = "after your promise"
LATER_HEAD = "Later today"


class UpNextPane(NamedGroup):
    """The left column of the desk."""

    lead_opened = Signal(int)
    queue_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Up next", parent)
        self._count = Label("", Role.BODY, Tone.SECONDARY)
        self._filter = IconButton("list-filter", "Open the queue", size=32)
        self.card = CurrentCard()
        self.list = UpNextList()
        OverlayScrollBar(self.list)
        self._counts = ""
        self._today = Paragraph("", Role.SMALL, Tone.SECONDARY)
        self._filter.clicked.connect(self.queue_asked)
        self.list.opened.connect(self._open)
        self._lay_out()

    def show_prospect(
        self, card: ProspectCard | None, now: datetime, *, is_out_of_order: bool = False
    ) -> None:
        """Show who is on the desk, or nobody."""
        self.card.setVisible(card is not None)
        if card is None:
            return
        icon, tone = reason_look(card.reason)
        # Another's late promise was offered to be taken.
        said = _OUT_OF_ORDER if is_out_of_order and not card.reason.promised_by else ""
        text = CurrentCardText(
            card.name,
            card.company,
            clock_time(now, card.zone),
            ChipLook(card.reason.short(now), icon, tone),
            f"{said}{card.reason.sentence(now)}",
        )
        self.card.show_prospect(text)
        self.count_down(card, now)

    def count_down(self, card: ProspectCard, now: datetime) -> None:
        """Say how long it is until my promise, from five minutes before."""
        self.card.show_countdown(countdown_words(card, now))

    def show_queue(self, rows: Sequence[QueueRow], now: datetime) -> Sequence[UpNextRow | LaneHead]:
        """Show who comes after, under the heads that say why; return what is shown."""
        shown = up_next_rows(rows, now)
        self.list.set_rows(shown)
        return shown

    def show_count(self, count: int) -> None:
        """Show how many may be called now."""
        self._count.setText(str(count))
        self._count.setAccessibleName(f"{count} prospects may be called now")

    def show_today(self, counts: TodayCounts) -> None:
        """Show the caller's day so far."""
        noun = "call" if counts.calls == 1 else "calls"
        self._counts = f"{counts.calls} {noun} · {counts.reached} reached · {counts.pushed} pushed"
        self._write_today()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._write_today()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current().tokens.side)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SIDE_MARGIN, 0, 6, 0)
        head.setSpacing(8)
        head.addWidget(heading("Up next"))
        head.addWidget(self._count, 1)
        head.addWidget(self._filter)
        head.addStrut(_HEAD)
        card = QHBoxLayout()
        card.setContentsMargins(8, 0, 8, 6)
        card.addWidget(self.card)
        foot = QHBoxLayout()
        foot.setContentsMargins(SIDE_MARGIN, 0, SIDE_MARGIN, 0)
        foot.addWidget(self._today, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addStrut(39)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(card)
        column.addWidget(self.list, 1)
        column.addWidget(Hairline())
        column.addLayout(foot)

    def _write_today(self) -> None:
        day = "Today  "
        room = self.width() - 2 * SIDE_MARGIN
        has_room = width_of(day, Role.SMALL_STRONG) + width_of(self._counts, Role.SMALL) <= room
        head = [Run(day, RunLook.STRONG)] if has_room else []
        self._today.set_runs((*head, Run(self._counts)))

    def _open(self, key: Hashable) -> None:
        if isinstance(key, int):
            self.lead_opened.emit(key)


def countdown_words(card: ProspectCard, now: datetime) -> str:
    """Return "in 4:10" within the five minutes before a promise of one's own, else nothing."""
    left = _left_until(card.reason, now)
    return f"in {length_words(math.ceil(left.total_seconds()))}" if left else ""


def _left_until(reason: QueueReason, now: datetime) -> timedelta:
    """Return how long it is until a promise of one's own that is near; else nothing."""
    is_mine = reason.lane is Lane.PROMISED and not reason.promised_by
    left = reason.due_at - now if is_mine and reason.due_at else timedelta()
    return left if timedelta() < left <= PROMISE_FIRST else timedelta()


def up_next_rows(rows: Sequence[QueueRow], now: datetime) -> list[UpNextRow | LaneHead]:
    """Return the rows of the list, a head before each group."""
    shown: list[UpNextRow | LaneHead] = []
    for head, group in groupby(rows, key=_head):
        members = list(group)
        shown.append(LaneHead(head, _head_note(members[0])))
        shown += [_row(row, now) for row in members]
    return shown


def _head(row: QueueRow) -> str:
    return LATER_HEAD if row.is_later else row.head


def _head_note(row: QueueRow) -> str:
    if row.waits:
        return _AFTER_PROMISE
    return "" if row.is_later else row.head_note


def _reason_words(row: QueueRow, now: datetime) -> str:
    words = row.reason.short(now)
    if row.is_asked:
        return f"{words}."
    left = _left_until(row.reason, now)
    return f"{words}, in {math.ceil(left / _MINUTE)} min" if left else words


def _row(row: QueueRow, now: datetime) -> UpNextRow:
    icon, tone = reason_look(row.reason)
    return UpNextRow(
        row.lead_id,
        row.name,
        row.company,
        _reason_words(row, now),
        icon,
        tone,
        clock_time(now, row.zone),
        is_outside_hours=not row.may_call_now and row.is_later,
        is_quiet=not row.may_call_now,
        hint="Enter takes it." if row.is_asked else "",
    )

"""The free meeting slots of a rep, by day and on both clocks; one is chosen, or none."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk.domain.moments import near_moment
from qualdesk_ui.panels.frame import PanelContext
from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon, ring, words
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.tone import Tone

_ROW = 30
_LEFT, _SECOND = 12, 134
_REP_CALLS = "rep calls"
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class _Slot(QAbstractButton):
    def __init__(self, at: datetime | None, first: str, second: str, spoken: str) -> None:
        super().__init__()
        self.at = at
        self._first, self._second = first, second
        self.setText(first)
        self.setAccessibleName(spoken)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, current().scaled(_ROW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        rect = QRectF(self.rect())
        ink, second, role = tokens.text, tokens.text2, Role.BODY_MEDIUM
        if self.isChecked():
            ink, role = tokens.accent_text, Role.BODY_STRONG
            plate(painter, rect, fill=tokens.accent_tint, border=tokens.accent_text)
            put_icon(painter, rect.right() - 26, rect.center().y(), "check", 16, ink)
        elif self.underMouse():
            plate(painter, rect, fill=tokens.hover)
        place = rect.adjusted(_LEFT, 0, -28, 0)
        words(painter, place, self._first, role, ink)
        second_left = current().scaled(_SECOND)
        words(painter, rect.adjusted(second_left, 0, -28, 0), self._second, Role.BODY, second)
        if self.hasFocus():
            ring(painter, rect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The list walks and takes in one press; a button alone would only move the focus.
        event.ignore()


class SlotList(QWidget):
    """Arrows walk and choose at once; `at()` is None for "call me", and where nothing is chosen."""

    chosen = Signal()

    def __init__(self, context: PanelContext, slots: Sequence[datetime]) -> None:
        super().__init__()
        self._slots: list[_Slot] = []
        self._sheet = QWidget()
        self.setAccessibleName("Meeting times")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._sheet)
        self._lay_out(context, slots)
        self.choose_first()

    def show_times(self, context: PanelContext, slots: Sequence[datetime]) -> None:
        """Show other times; what was chosen stays so, but for a time that is gone."""
        kept = self.words()
        self._lay_out(context, slots)
        self._sheet.show()  # what is not shown yet takes no focus
        self.choose(kept)
        self._keep_one_tab_stop()

    def _lay_out(self, context: PanelContext, slots: Sequence[datetime]) -> None:
        former, self._sheet, self._slots = self._sheet, QWidget(), []
        self._column.replaceWidget(former, self._sheet)
        former.hide()
        former.deleteLater()
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        rep = context.card.rep
        column.addLayout(_heads(context))
        if said := calendar_words(context):
            column.addWidget(Paragraph(said, Role.SMALL, _tone(context)))
        for day, group in groupby(slots, key=lambda at: context.there(at).date()):
            column.addWidget(
                Label(f"{day:%A} {day.day} {day:%B}", Role.SMALL_MEDIUM, Tone.SECONDARY)
            )
            for at in group:
                self._add(column, _slot(context, at))
            column.addSpacing(3)
        name = rep.first_name or rep.name
        call_me = f"No fixed time: {name} calls"
        self._add(column, _Slot(None, call_me, "", call_me))

    def at(self) -> datetime | None:
        """Return the slot chosen; None when the rep shall call."""
        return next((slot.at for slot in self._slots if slot.isChecked()), None)

    def words(self) -> str:
        """Return what is chosen as a draft keeps it: a moment, that the rep calls, or nothing."""
        return next((_kept(slot) for slot in self._slots if slot.isChecked()), "")

    def choose(self, words: str) -> None:
        """Choose what a draft kept; where the slot is gone, the choice stays as it is."""
        slot = next((one for one in self._slots if _kept(one) == words), None)
        if slot is not None:
            slot.setChecked(True)
            self._keep_one_tab_stop()

    def choose_none(self) -> None:
        """Choose no slot: another time was typed."""
        for slot in self._slots:
            slot.setAutoExclusive(False)
            slot.setChecked(False)
            slot.setAutoExclusive(True)
        self._keep_one_tab_stop()

    def choose_first(self) -> None:
        """Choose the first again."""
        self._slots[0].setChecked(True)
        self._keep_one_tab_stop()

    def has_choice(self) -> bool:
        """Return whether a slot, or "call me", is chosen."""
        return any(slot.isChecked() for slot in self._slots)

    def take_focus(self) -> None:
        """Put the focus on the slot chosen, or on the first."""
        self._stop().setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        focused = next((slot for slot in self._slots if slot.hasFocus()), None)
        if event.key() == Qt.Key.Key_Space and focused is not None:
            focused.click()
        elif step is None or focused is None:
            super().keyPressEvent(event)
        else:
            # The first press chooses where it stands, as long as nothing is chosen.
            far = self._slots.index(focused) + (step if self.has_choice() else 0)
            following = self._slots[far % len(self._slots)]
            following.click()
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, column: QVBoxLayout, slot: _Slot) -> None:
        self._slots.append(slot)
        slot.clicked.connect(self._report)
        column.addWidget(slot)

    def _report(self) -> None:
        self._keep_one_tab_stop()
        self.chosen.emit()

    def _keep_one_tab_stop(self) -> None:
        stop = self._stop()
        for slot in self._slots:
            reach = Qt.FocusPolicy.StrongFocus if slot is stop else Qt.FocusPolicy.ClickFocus
            slot.setFocusPolicy(reach)

    def _stop(self) -> _Slot:
        return next((slot for slot in self._slots if slot.isChecked()), self._slots[0])


def _kept(slot: _Slot) -> str:
    return _REP_CALLS if slot.at is None else slot.at.isoformat()


def calendar_words(context: PanelContext) -> str:
    """Return from when the rep's own calendar is known, and what failed since; "" without one."""
    rep = context.card.rep
    if rep.calendar is None:
        return ""
    name, at = f"{rep.first_name or rep.name}’s calendar", rep.calendar.read_at
    when = near_moment(at, context.now, context.own_zone) if at else ""
    if not rep.calendar.problem:
        return f"{name} read {when}" if at else f"{name} is not read yet"
    usual = f"{name} cannot be read; these are the usual hours."
    last = f"{name} was last read {when}." if at else usual
    return f"{last} {rep.calendar.problem}"


def _tone(context: PanelContext) -> Tone:
    calendar = context.card.rep.calendar
    return Tone.WARN if calendar and calendar.problem else Tone.SECONDARY


def _heads(context: PanelContext) -> QHBoxLayout:
    rep = context.card.rep
    rep_place = rep.zone.rsplit("/", 1)[-1].replace("_", " ")
    first = Label(f"{context.first_name} · {context.place}", Role.SMALL, Tone.SECONDARY)
    first.setFixedWidth(current().scaled(_SECOND) - _LEFT)
    row = QHBoxLayout()
    row.setContentsMargins(_LEFT, 0, 0, 2)
    row.setSpacing(0)
    row.addWidget(first)
    row.addWidget(
        Label(f"{rep.first_name or rep.name} · {rep_place}", Role.SMALL, Tone.SECONDARY), 1
    )
    return row


def _slot(context: PanelContext, at: datetime) -> _Slot:
    there = context.there(at)
    with_rep = at.astimezone(ZoneInfo(context.card.rep.zone))
    day = f"{there:%A} {there.day} {there:%B}"
    spoken = f"{day}, {there:%H:%M} in {context.place}, {with_rep:%H:%M} for the rep"
    return _Slot(at, f"{there:%H:%M}", f"{with_rep:%H:%M}", spoken)

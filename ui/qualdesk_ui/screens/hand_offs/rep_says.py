"""The card with what the rep said, who they are, when and by which door."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.domain.moments import clock_time, near_day
from qualdesk.queries.hand_offs.words import AnswerRow
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import RADIUS_CARD
from qualdesk_ui.widgets.avatar import AVATAR, paint_avatar
from qualdesk_ui.widgets.painting import painter_on, plate, width_of, words
from qualdesk_ui.widgets.paragraph import Paragraph, Run, RunLook

_PADDING = 12


class _Head(QWidget):
    """Initials, name, and when it was said."""

    def __init__(self) -> None:
        super().__init__()
        self._name, self._when = "", ""

    def show_who(self, name: str, when: str) -> None:
        """Name somebody else."""
        self._name, self._when = name, when
        self.setAccessibleName(f"{name}, {when}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, max(AVATAR, current().scaled(22)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        middle = self.height() / 2
        paint_avatar(painter, QRectF(0, middle - AVATAR / 2, AVATAR, AVATAR), self._name)
        width = width_of(self._name, Role.BODY_MEDIUM) + 1
        place = QRectF(AVATAR + 8, 0, width, self.height())
        words(painter, place, self._name, Role.BODY_MEDIUM, tokens.text)
        rest = QRectF(place.right() + 8, 0, self.width() - place.right() - 8, self.height())
        words(painter, rest, self._when, Role.SMALL, tokens.text2)


class RepSays(QWidget):
    """Hidden while the rep has said nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._head, self._text = _Head(), Paragraph()
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, 10, _PADDING, _PADDING)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._text)

    def show_answer(self, answer: AnswerRow | None, now: datetime, zone: str) -> None:
        """Show what was said; a name that it holds stands out."""
        self.setVisible(answer is not None)
        if answer is None:
            return
        there = ZoneInfo(zone)
        day = near_day(answer.said_at.astimezone(there).date(), now.astimezone(there).date())
        when = f"{day} {clock_time(answer.said_at, zone)} · {answer.door.label}"
        self._head.show_who(answer.said_by, when)
        self._text.set_runs(_runs(answer))

    def said(self) -> str:
        """Return the words shown."""
        return self._text.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current().tokens
        rect = QRectF(self.rect())
        plate(painter_on(self), rect, fill=tokens.raised, border=tokens.soft, radius=RADIUS_CARD)


def _runs(answer: AnswerRow) -> tuple[Run, ...]:
    reason = answer.reason.label if answer.reason else answer.answer.label
    said = f"“{answer.words}”" if answer.words else f"{reason}."
    more = ", ".join(one for one in (answer.stage, answer.amount) if one)
    said = f"{said} {more}" if more else said
    if not answer.right_person:
        return (Run(said),)
    before, name, behind = said.partition(answer.right_person)
    if not name:
        before, name = f"{said} The right person is ", answer.right_person
    return Run(before), Run(name, RunLook.STRONG), Run(behind)

"""The toast that offers to take back what was just done, or to do otherwise, while that is free."""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import KEY_CAP
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.motion import Rise
from qualdesk_ui.widgets.painting import (
    cap_width,
    faint,
    painter_on,
    plate,
    put_icon,
    shadow,
    tinted_cap,
    width_of,
    words,
)
from qualdesk_ui.widgets.paragraph import Run, RunLook

_ROOM = 26
_HEIGHT = 42
_RADIUS = 10
_TICK_MS, _RISE_MS = 100, 150
_PADDING = 16
_NUMBER_ROOM = "300 s"


class _Way(QAbstractButton):
    """A word with its key, in the toast's own colours."""

    def __init__(self, parent: QWidget, text: str, key: str) -> None:
        super().__init__(parent)
        self.key = key
        self.setText(text)
        self.setAccessibleName(f"{text}, key {key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = 16 + width_of(self.text(), Role.BODY_STRONG) + 8 + cap_width(self.key)
        return QSize(width, max(current().scaled(KEY_CAP) + 10, 24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        rect = QRectF(self.rect())
        if self.hasFocus():
            plate(painter, rect, border=tokens.toast_key, stroke=2)
        label = width_of(self.text(), Role.BODY_STRONG)
        place = rect.adjusted(8, 0, 0, 0)
        words(painter, place, self.text(), Role.BODY_STRONG, tokens.toast_key)
        ink = tokens.toast_text
        colours = {"fill": faint(ink, 0.1), "border": faint(ink, 0.45), "ink": ink}
        tinted_cap(painter, 16 + label, rect.center().y(), self.key, **colours)


class Toast(QWidget):
    """Says what was done and offers to undo it; stays while hovered or focused.

    `otherwise_asked` where something else may be chosen instead of what was done by itself,
    `email_asked` where a short e-mail may follow, `correction_asked` where one had left already.
    """

    undo_asked = Signal()
    otherwise_asked = Signal()
    email_asked = Signal()
    correction_asked = Signal()
    gone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._runs: tuple[Run, ...] = ()
        self._icon = "check"
        self._length_ms = self._left_ms = 0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._run)
        self._is_held = False
        self._comes = False
        self._rise = Rise(self, _RISE_MS)
        self._otherwise = _Way(self, "Otherwise", "M")
        self._otherwise.clicked.connect(self.otherwise_asked)
        self._email = _Way(self, "Short e-mail", "V")
        self._email.clicked.connect(self.email_asked)
        self._correct = _Way(self, "Ask to disregard it", "V")
        self._correct.clicked.connect(self.correction_asked)
        self._undo = _Way(self, "Undo", "Ctrl+Z")
        self._undo.clicked.connect(self._take_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(_ROOM, _ROOM, _ROOM + _PADDING - 8, _ROOM)
        row.setSpacing(8)
        row.addStretch(1)
        for way in self._ways():
            row.addWidget(way)
        self.hide()

    def show_for(
        self,
        seconds: float,
        runs: Sequence[Run],
        icon: str = "check",
        *,
        offers_otherwise: bool = False,
        offers_email: bool = False,
    ) -> None:
        """Say something for so long; a later one takes the place of an earlier one."""
        self._offer(otherwise=offers_otherwise, email=offers_email, undo=True)
        self._say(seconds, runs, icon)

    def tell_left(self, seconds: float, runs: Sequence[Run], icon: str) -> None:
        """Say that a mail had left before it was taken back, and offer to put that right."""
        self._offer(correct=True)
        self._say(seconds, runs, icon)

    def tell_only(self, seconds: float, runs: Sequence[Run], icon: str) -> None:
        """Say something that offers nothing."""
        self._offer()
        self._say(seconds, runs, icon)

    def _offer(
        self,
        *,
        otherwise: bool = False,
        email: bool = False,
        correct: bool = False,
        undo: bool = False,
    ) -> None:
        self._otherwise.setVisible(otherwise)
        self._email.setVisible(email)
        self._correct.setVisible(correct)
        self._undo.setVisible(undo)

    def _say(self, seconds: float, runs: Sequence[Run], icon: str) -> None:
        self._runs = tuple(runs)
        self._icon = icon
        self._length_ms = self._left_ms = round(seconds * 1000)
        text = "".join(run.text for run in runs)
        self.setAccessibleName(text)
        self._clock.start()
        self._timer.start()
        self._comes = self._comes or self.isHidden()
        self.show()
        self.raise_()
        self.updateGeometry()
        announce(self, ". ".join(part for part in (text, self._ways_aloud()) if part))

    def dismiss(self) -> None:
        """Go away: it was taken back, or its time is over."""
        self._timer.stop()
        if self.isVisible():
            self.hide()
            self.gone.emit()

    def hold(self, *, wanted: bool) -> None:
        """Let the time rest while somebody chooses."""
        self._is_held = wanted

    def foot(self) -> QPoint:
        """Return where a list of choices stands, on the screen."""
        return self._otherwise.mapToGlobal(QPoint(0, -8))

    def seconds_left(self) -> float:
        """Return how long it will still stay."""
        return self._left_ms / 1000

    def place_over(self, centre: QRect) -> None:
        """Stand centred at the bottom of `centre`, given in the parent's coordinates."""
        hint = self.sizeHint()
        width = min(hint.width(), centre.width() + 2 * _ROOM)
        left = centre.center().x() - width // 2
        self.setGeometry(
            left, centre.bottom() + 1 - hint.height() + _ROOM - 8, width, hint.height()
        )
        if self._comes:
            self._comes = False
            self._rise.begin()

    def sizeHint(self) -> QSize:
        text = sum(width_of(run.text, _role(run)) for run in self._runs)
        number = width_of(_NUMBER_ROOM, Role.SMALL) + 8 if current().is_still else 0
        ways = sum(way.sizeHint().width() + 8 for way in self._open_ways()) - 8
        width = _PADDING + 16 + 10 + text + 32 + number + ways + _PADDING
        return QSize(width + 2 * _ROOM, current().scaled(_HEIGHT) + 2 * _ROOM)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        frame = QRectF(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        shadow(painter, frame, _RADIUS, blur=26, drop=8, strength=0.32)
        plate(
            painter, frame, fill=tokens.toast, border=faint(tokens.toast_text, 0.12), radius=_RADIUS
        )
        self._paint_words(painter, frame)
        self._paint_time_left(painter, frame)

    def _paint_words(self, painter: QPainter, frame: QRectF) -> None:
        tokens = current().tokens
        middle = frame.center().y()
        left = frame.left() + _PADDING
        put_icon(painter, left, middle, self._icon, 16, tokens.toast_text2)
        left += 26
        divider = self._ways_from() - 8
        number = width_of(_NUMBER_ROOM, Role.SMALL) + 8 if current().is_still else 0
        for run in self._runs:
            role = _role(run)
            ink = tokens.toast_text if run.look is RunLook.STRONG else tokens.toast_text2
            width = width_of(run.text, role)
            place = QRectF(
                left, frame.top(), min(width, divider - left - 8 - number), frame.height()
            )
            words(painter, place, run.text, role, ink)
            left += width
        if self._open_ways():
            painter.fillRect(QRectF(divider, middle - 10, 1, 20), faint(tokens.toast_text, 0.2))

    def _paint_time_left(self, painter: QPainter, frame: QRectF) -> None:
        tokens = current().tokens
        if current().is_still:
            room = width_of(_NUMBER_ROOM, Role.SMALL)
            place = QRectF(self._ways_from() - room - 16, frame.top(), room, frame.height())
            text = f"{round(self._left_ms / 1000)} s"
            words(painter, place, text, Role.SMALL, tokens.toast_text2)
            return
        width = (frame.width() - 2 * _RADIUS) * self._left_ms / max(self._length_ms, 1)
        line = QRectF(frame.left() + _RADIUS, frame.bottom() - 2, width, 2)
        painter.fillRect(line, tokens.toast_key)

    def _ways_from(self) -> int:
        return min((way.x() for way in self._open_ways()), default=self.width() - _ROOM)

    def _ways(self) -> tuple[_Way, ...]:
        return self._email, self._otherwise, self._correct, self._undo

    def _open_ways(self) -> list[_Way]:
        return [way for way in self._ways() if not way.isHidden()]

    def _ways_aloud(self) -> str:
        ways = ", ".join(f"{way.text().lower()} with {way.key}" for way in self._open_ways())
        return ways[:1].upper() + ways[1:]

    def _run(self) -> None:
        passed = self._clock.restart()
        is_watched = self.underMouse() or any(way.hasFocus() for way in self._ways())
        if is_watched or self._is_held:
            return
        self._left_ms = max(self._left_ms - passed, 0)
        if self._left_ms == 0:
            self.dismiss()
        self.update()

    def _take_back(self) -> None:
        self.dismiss()
        self.undo_asked.emit()


def _role(run: Run) -> Role:
    return Role.BODY_STRONG if run.look is RunLook.STRONG else Role.BODY

"""The first page: three doors into the program, each with its key."""

from datetime import datetime

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QPalette, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from qualdesk.errors import QualDeskError
from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.field import Field, FieldWithError
from qualdesk_ui.widgets.key_cap import KeyCap
from qualdesk_ui.widgets.label import Label
from qualdesk_ui.widgets.logo import Logo
from qualdesk_ui.widgets.painting import painter_on, plate, put_icon, ring
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.pressing import enter_presses
from qualdesk_ui.widgets.tone import Tone

_DOOR = QSize(272, 192)
_TILE, _ICON, _INSET = 40, 20, 20
_RADIUS = 10
_NOON, _EVENING = 12, 18
_MIDDLE = Qt.AlignmentFlag.AlignHCenter
_BELOW = QBoxLayout.Direction.TopToBottom
_PROMISE = (
    "QualDesk puts the next call in front of you, and every conversation ends somewhere good."
)
_IMPORT = "You match the columns once and see what will happen; nothing is lost on the way."
_SAMPLE = "Made-up prospects and campaigns to practise calls on. Your own desk starts empty."
_TEAM = "Your team lead has an address for you. Your calls and callbacks appear here."
_HINTS = (("F5", "dials"), ("1 – 4", "say how it ended"), ("?", "shows every key"))


class FirstRun(QWidget):
    """Asks how to begin. `team_chosen` carries an address or a file."""

    import_chosen = Signal()
    sample_chosen = Signal()
    team_chosen = Signal(str)

    def __init__(self, now: datetime) -> None:
        super().__init__()
        self.setAccessibleName("First steps")
        self._doors = (
            _Door("1", "file-spreadsheet", "Import a list", _IMPORT, "CSV, Excel or OpenDocument"),
            _Door("2", "sprout", "Try with sample data", _SAMPLE, "Ready at once"),
            _Door("3", "users", "Join a team database", _TEAM, "A team address or a shared file"),
        )
        self._team = _TeamAddress()
        self._foot = QStackedWidget()
        self._refusal = Label("", tone=Tone.BAD)
        self._connect()
        self._lay_out(greeting(now))
        self.setFocusProxy(self._doors[0])

    def say_refused(self, refusal: QualDeskError) -> None:
        """Say why a desk could not be opened; what was typed stays."""
        self._let_choose(is_free=True)
        if self._foot.currentWidget() is self._team:
            self._team.say_refused(str(refusal))
        else:
            self._refusal.setText(str(refusal))

    def _connect(self) -> None:
        deeds = (self._choose_import, self._choose_sample, self._ask_address)
        for door, deed in zip(self._doors, deeds, strict=True):
            door.clicked.connect(deed)
            key = QShortcut(QKeySequence(door.key), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(door.click)
        self._team.address_given.connect(self._choose_team)

    def _choose_import(self) -> None:
        self._let_choose(is_free=False)
        self.import_chosen.emit()

    def _choose_sample(self) -> None:
        self._let_choose(is_free=False)
        self.sample_chosen.emit()

    def _ask_address(self) -> None:
        self._refusal.clear()
        self._foot.setCurrentWidget(self._team)
        self._team.setFocus()

    def _choose_team(self, address: str) -> None:
        self._let_choose(is_free=False)
        self.team_chosen.emit(address)

    def _let_choose(self, *, is_free: bool) -> None:
        self._refusal.clear()
        for door in self._doors:
            door.setEnabled(is_free)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter_on(self).fillRect(self.rect(), current().tokens.page)

    def _lay_out(self, greeting_words: str) -> None:
        self._foot.addWidget(_hints())
        self._foot.addWidget(self._team)
        self._foot.setFixedHeight(current().scaled(72))
        doors = QHBoxLayout()
        doors.setSpacing(16)
        doors.addStretch(1)
        for door in self._doors:
            doors.addWidget(door)
        doors.addStretch(1)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(Logo(56), 0, _MIDDLE)
        middle.addSpacing(18)
        middle.addWidget(Label(greeting_words, Role.DISPLAY), 0, _MIDDLE)
        middle.addSpacing(6)
        middle.addWidget(Label(_PROMISE, Role.SPOKEN, Tone.SECONDARY), 0, _MIDDLE)
        middle.addSpacing(28)
        middle.addLayout(doors)
        middle.addSpacing(24)
        middle.addWidget(self._foot)
        middle.addWidget(self._refusal, 0, _MIDDLE)
        local = Label(
            "Everything stays on this computer until you join a team.", Role.SMALL, Tone.HINT
        )
        page = QGridLayout(self)
        page.setContentsMargins(28, 28, 28, 22)
        page.addLayout(middle, 0, 0, Qt.AlignmentFlag.AlignCenter)
        page.addWidget(local, 1, 0, _MIDDLE)
        page.setRowStretch(0, 1)


class _Door(QAbstractButton):
    """A card that is a button."""

    def __init__(self, key: str, icon: str, title: str, text: str, foot: str) -> None:
        super().__init__()
        self.key = key
        self._icon = icon
        self.setText(title)
        self.setAccessibleName(f"{title}, key {key}")
        self.setAccessibleDescription(f"{text} {foot}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # Labels inside would take the colour of a button's text for their own.
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self._lay_out(KeyCap(key), Paragraph(text, Role.BODY, Tone.SECONDARY), foot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(current().scaled(_DOOR.width()), current().scaled(_DOOR.height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        rect = QRectF(self.rect())
        fill = tokens.hover if self.isEnabled() and self.underMouse() else tokens.raised
        plate(painter, rect, fill=fill, border=tokens.soft, radius=_RADIUS)
        if self.hasFocus():
            ring(painter, rect, _RADIUS)
        tile = QRect(QPoint(_INSET, _INSET), QSize(_TILE, _TILE))
        plate(painter, QRectF(tile), fill=tokens.accent_tint, radius=8)
        left = tile.left() + (_TILE - _ICON) / 2
        put_icon(painter, left, _INSET + _TILE / 2, self._icon, _ICON, tokens.accent_text)

    def _lay_out(self, cap: KeyCap, words: Paragraph, foot: str) -> None:
        head = QHBoxLayout()
        head.addSpacing(_TILE)
        head.addStretch(1)
        head.addWidget(cap, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INSET, _INSET, _INSET, 16)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(_TILE + 14 - cap.sizeHint().height())
        column.addWidget(Label(self.text(), Role.HEADING))
        column.addSpacing(2)
        column.addWidget(words)
        column.addStretch(1)
        column.addWidget(Label(foot, Role.SMALL, Tone.SECONDARY))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class _TeamAddress(QWidget):
    """The field that stands under the doors once the third is chosen."""

    address_given = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._field = Field(
            "Address of the team database",
            placeholder="postgresql://you@server/qualdesk, or a file",
        )
        self._open = NormalButton("Open", key="Enter")
        self._open.clicked.connect(self._give)
        self._field.returnPressed.connect(self._give)
        self._field.setMinimumWidth(440)
        self.setFocusProxy(self._field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(FieldWithError(self._field, _BELOW), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)

    def say_refused(self, sentence: str) -> None:
        """Say what is wrong with the address."""
        self._field.set_error(sentence)
        self._field.setFocus()

    def _give(self) -> None:
        address = self._field.text().strip()
        if not address:
            self._field.set_error(
                "Type the address your team lead gave you, or the path of a file."
            )
            return
        self._field.set_error("")
        self.address_given.emit(address)


def greeting(now: datetime) -> str:
    """Return what one says at this time of day, by the clock on the wall."""
    hour = now.astimezone().hour
    if hour < _NOON:
        return "Good morning. Who shall we call first?"
    part = "afternoon" if hour < _EVENING else "evening"
    return f"Good {part}. Who shall we call first?"


def _hints() -> QWidget:
    hints = QWidget()
    row = QHBoxLayout(hints)
    row.setContentsMargins(0, 8, 0, 0)
    row.setSpacing(8)
    row.addStretch(1)
    for key, does in _HINTS:
        row.addWidget(KeyCap(key), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(does, tone=Tone.SECONDARY), 0, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(16)
    row.addStretch(1)
    return hints

"""The sheet of all keys, laid over the window; it lists what the table of actions holds."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from qualdesk_ui.actions.table import ACTIONS, Action, ActionId, Group
from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import RADIUS_PANEL
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.key_cap import KeyCap
from qualdesk_ui.widgets.label import Label, body, section, title
from qualdesk_ui.widgets.painting import painter_on, plate, shadow
from qualdesk_ui.widgets.tone import Tone

_MARGIN = 26
_KEYS_WIDTH = 118
_COLUMNS = (
    (Group.CALL, Group.TERRITORIES, Group.HAND_OFFS, Group.SCRIPTS),
    (Group.OUTCOMES, Group.LISTS),
    (Group.GO_TO, Group.EVERYWHERE),
)
_WHILE_TYPING = "Ctrl+1 to Ctrl+9"

Line = tuple[str, str]
"""Keys as they are drawn ("G then D", "A to F"), and what they do."""

_MORE: dict[Group, tuple[Line, ...]] = {
    Group.CALL: (("A to F", "Choose an answer"), ("Enter", "Take it and go on")),
    Group.OUTCOMES: ((_WHILE_TYPING, "The same while typing"),),
    Group.LISTS: (
        ("↑ ↓ Home End", "Move, Shift selects"),
        ("Enter", "Open"),
        ("Space", "Peek"),
        ("Ctrl+A", "Select all"),
    ),
}


class KeysSheet(QWidget):
    """Covers the window; Esc, or a click beside the card, emits `closed`."""

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Keys")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._card = _Card(self)
        self._card.closed.connect(self.closed)
        place = QGridLayout(self)
        place.addWidget(self._card, 0, 0, Qt.AlignmentFlag.AlignCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = painter_on(self), current().tokens
        frame = QRectF(self._card.geometry())
        shadow(painter, frame, RADIUS_PANEL, blur=26, drop=6, strength=0.22)
        plate(painter, frame, fill=tokens.raised, border=tokens.soft, radius=RADIUS_PANEL)


class _Card(QWidget):
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, _MARGIN)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Hairline())
        column.addLayout(_columns())

    def _head(self) -> QHBoxLayout:
        back = QuietButton("Back", key="Esc")
        back.clicked.connect(self.closed)
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, 14, 16, 14)
        row.setSpacing(12)
        row.addWidget(title("Keys"))
        row.addWidget(Label("single keys rest while you type", tone=Tone.SECONDARY), 1)
        row.addWidget(back)
        return row


def lines(group: Group) -> list[Line]:
    """Return what the sheet says under a head."""
    own = [(drawn(one), one.text) for one in ACTIONS if one.group is group]
    return [*own, *_MORE.get(group, ())]


def drawn(one: Action) -> str:
    """Return the keys of an action as the sheet draws them, such as "F7 or N"."""
    keys = one.keys[:1] if one.group is Group.OUTCOMES else one.keys
    if one.id in {ActionId.CONFIRM, ActionId.TEXT_LARGER}:
        keys = keys[-1:] if one.id is ActionId.CONFIRM else keys[:1]
    return " or ".join(key.replace(", ", " then ").replace("-", "−") for key in keys)


def _columns() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(_MARGIN, 18, _MARGIN, 0)
    row.setSpacing(36)
    for groups in _COLUMNS:
        column = QVBoxLayout()
        column.setSpacing(18)
        for group in groups:
            column.addLayout(_group(group.value, lines(group)))
        column.addStretch(1)
        row.addLayout(column)
    return row


def _group(name: str, rows: Sequence[Line]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(4)
    grid.setHorizontalSpacing(14)
    grid.setColumnMinimumWidth(0, _KEYS_WIDTH)
    grid.setColumnStretch(1, 1)
    grid.addWidget(section(name), 0, 0, 1, 2)
    for index, (keys, text) in enumerate(rows, 1):
        grid.addLayout(_caps(keys), index, 0)
        grid.addWidget(body(text), index, 1)
    return grid


def _caps(keys: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for word in keys.split(" "):
        is_joint = word in {"or", "then", "to"}
        row.addWidget(Label(word, tone=Tone.SECONDARY) if is_joint else KeyCap(word))
    row.addStretch(1)
    return row

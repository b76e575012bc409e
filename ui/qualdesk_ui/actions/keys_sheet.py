"""The sheet of all keys, laid over the window; it lists what the table of actions holds."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from qualdesk_ui.actions.keys import Keys
from qualdesk_ui.actions.names import ActionId, Group
from qualdesk_ui.actions.table import ACTIONS, Action, action
from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import RADIUS_PANEL
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.key_cap import KeyCap
from qualdesk_ui.widgets.label import Label, body, section, title
from qualdesk_ui.widgets.overlay_scroll_bar import OverlayScrollBar
from qualdesk_ui.widgets.painting import painter_on, plate, shadow
from qualdesk_ui.widgets.tone import Tone

_MARGIN, _BETWEEN, _ABOVE_HEAD = 26, 24, 10
_KEYS_WIDTH = 96
_FOUR = (
    (Group.CALL, Group.OBJECTIONS, Group.DUPLICATES),
    (Group.OUTCOMES, Group.GO_TO, Group.OUTBOX, Group.TERRITORIES),
    (Group.EVERYWHERE, Group.SCRIPTS),
    (Group.LISTS, Group.HAND_OFFS, Group.RULES),
)
"""Of about the same height, so that the sheet stands whole in a window of 1440 × 900."""
_THREE = (
    (Group.CALL, Group.OUTCOMES, Group.OBJECTIONS),
    (Group.EVERYWHERE, Group.GO_TO, Group.DUPLICATES, Group.RULES),
    (Group.LISTS, Group.HAND_OFFS, Group.OUTBOX, Group.TERRITORIES, Group.SCRIPTS),
)
_TWO = (
    (Group.CALL, Group.OUTCOMES, Group.OBJECTIONS, Group.LISTS, Group.DUPLICATES),
    (
        Group.EVERYWHERE,
        Group.GO_TO,
        Group.HAND_OFFS,
        Group.OUTBOX,
        Group.TERRITORIES,
        Group.SCRIPTS,
        Group.RULES,
    ),
)
ARRANGEMENTS = (_FOUR, _THREE, _TWO)
"""The first that the window has room for is taken; the last is scrolled where it is too low."""
AS_IN_LISTS = {
    ActionId.NEW_IN_QUEUE: ActionId.NEW_PROSPECT,
    ActionId.QUEUE_DETAILS: ActionId.DETAILS,
    ActionId.FIND_HAND_OFF: ActionId.FIND,
    ActionId.FIND_MAIL: ActionId.FIND,
    ActionId.FIND_TERRITORY: ActionId.FIND,
    ActionId.FIND_RULE: ActionId.FIND,
    ActionId.SELECT_MAIL: ActionId.SELECT,
    ActionId.HAND_OFFS_NEXT_TAB: ActionId.NEXT_TAB,
    ActionId.NEXT_SHELF: ActionId.NEXT_TAB,
    ActionId.RULES_NEXT_TAB: ActionId.NEXT_TAB,
    ActionId.HAND_OFFS_PREVIOUS_TAB: ActionId.PREVIOUS_TAB,
    ActionId.PREVIOUS_SHELF: ActionId.PREVIOUS_TAB,
    ActionId.RULES_PREVIOUS_TAB: ActionId.PREVIOUS_TAB,
}
"""What a page does as another, or all lists, do it: while the keys are the same it is said once."""
_BESIDE = 10
_STEPS = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}
_WHILE_TYPING = "Ctrl+1 to Ctrl+9"
_SAID_ONCE = {"Ctrl+Return", "Ctrl+=", *(f"Ctrl+{digit}" for digit in range(1, 10))}
"""Other spellings of a key that stands there, and those of the line on typing."""

_SINGLES = {True: "single keys rest while you type", False: "single keys are off"}

Line = tuple[str, str]
"""Keys as they are drawn ("G then D", "A to F"), and what they do."""

_MORE: dict[Group, tuple[Line, ...]] = {
    Group.CALL: (("A to F", "Choose an answer"), ("Enter", "Take it and go on")),
    Group.OBJECTIONS: (
        ("A to F", "Pick what they say"),
        ("/", "Type what they say"),
        ("Y", "It helped"),
        ("N", "It did not"),
    ),
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
    change_asked = Signal()

    def __init__(self, keys: Keys, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Keys")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._card = _Card(keys, self)
        self._card.closed.connect(self.closed)
        self._card.change_asked.connect(self.change_asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.rect().adjusted(_BESIDE, _BESIDE, -_BESIDE, -_BESIDE)
        self._card.fit(room.width())
        size = self._card.sizeHint().boundedTo(room.size())
        self._card.setGeometry(QRect(room.center() - QRect(QPoint(), size).center(), size))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif step := _STEPS.get(Qt.Key(event.key())):
            self._card.scroll_by(step)
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
    change_asked = Signal()

    def __init__(self, keys: Keys, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = keys
        self._columns = _columns(_FOUR, keys)
        self._scroll = _scrolled(self._columns)
        self._head = self._made_head(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, _MARGIN // 2)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(Hairline())
        column.addWidget(self._scroll, 1)

    def fit(self, width: int) -> None:
        """Take as many columns as have the room."""
        for arranged in ARRANGEMENTS:
            self._columns = _columns(arranged, self._keys)
            if self._columns.sizeHint().width() + 2 <= width:
                break
        self._scroll.setWidget(self._columns)
        self._columns.setAutoFillBackground(False)

    def scroll_by(self, step: QAbstractSlider.SliderAction) -> None:
        """Go up or down where the window is too low for all of it."""
        self._scroll.verticalScrollBar().triggerAction(step)

    def sizeHint(self) -> QSize:
        columns, head = self._columns.sizeHint(), self._head.sizeHint()
        height = head.height() + 1 + columns.height() + _MARGIN // 2
        return QSize(max(columns.width(), head.width()) + 2, height)

    def _made_head(self, keys: Keys) -> QWidget:
        change, back = QuietButton("Change keys", "keyboard"), QuietButton("Back", key="Esc")
        change.clicked.connect(self.change_asked)
        back.clicked.connect(self.closed)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(_MARGIN, 14, 16, 14)
        row.setSpacing(12)
        row.addWidget(title("Keys"))
        row.addWidget(Label(_SINGLES[keys.are_singles_on], tone=Tone.SECONDARY), 1)
        row.addWidget(change)
        row.addWidget(back)
        return head


def _scrolled(columns: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidget(columns)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.viewport().setAutoFillBackground(False)
    OverlayScrollBar(scroll)
    columns.setAutoFillBackground(False)
    return scroll


def lines(group: Group, keys: Keys) -> list[Line]:
    """Return what the sheet says under a head; what no key does any more is left out."""
    of_group = (one for one in ACTIONS if one.group is group and not _is_as_in_lists(one, keys))
    own = [(drawn(one, keys), one.text) for one in of_group]
    return [*((caps, text) for caps, text in own if caps), *_MORE.get(group, ())]


def _is_as_in_lists(one: Action, keys: Keys) -> bool:
    general = AS_IN_LISTS.get(one.id)
    return general is not None and keys.of(one) == keys.of(action(general))


def drawn(one: Action, keys: Keys) -> str:
    """Return the keys of an action as the sheet draws them, such as "F7 or N"."""
    live = [key for key in keys.of(one) if key not in _SAID_ONCE]
    return " or ".join(drawn_key(key) for key in live)


def drawn_key(key: str) -> str:
    """Return one key or sequence as it is drawn."""
    return key.replace(", ", " then ").replace("-", "−").replace("PgDown", "PgDn")


def _columns(arranged: Sequence[Sequence[Group]], keys: Keys) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(_MARGIN, 18, _MARGIN, _MARGIN // 2)
    row.setSpacing(_BETWEEN)
    for groups in arranged:
        row.addLayout(_column(groups, keys))
    return page


def _column(groups: Sequence[Group], keys: Keys) -> QGridLayout:
    """Return groups under one another, so that all keys of a column take the same room."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(3)
    grid.setHorizontalSpacing(14)
    grid.setColumnMinimumWidth(0, _KEYS_WIDTH)
    grid.setColumnStretch(1, 1)
    for group in groups:
        if grid.rowCount() > 1:
            grid.setRowMinimumHeight(grid.rowCount(), _ABOVE_HEAD)
        _add_group(grid, grid.rowCount(), group.value, lines(group, keys))
    grid.setRowStretch(grid.rowCount(), 1)
    return grid


def _add_group(grid: QGridLayout, top: int, name: str, rows: Sequence[Line]) -> None:
    grid.addWidget(section(name), top, 0, 1, 2)
    for index, (keys, text) in enumerate(rows, top + 1):
        grid.addLayout(_caps(keys), index, 0)
        grid.addWidget(body(text), index, 1)


def _caps(keys: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(4)
    for word in keys.split(" "):
        is_joint = word in {"or", "then", "to"}
        row.addWidget(Label(word, tone=Tone.SECONDARY) if is_joint else KeyCap(word))
    row.addStretch(1)
    return row

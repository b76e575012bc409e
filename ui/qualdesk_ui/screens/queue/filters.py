"""The head of the queue: what to find, whose rows, of which campaign, and the tabs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.domain.queue_tab import Tab
from qualdesk_ui.screens.queue.rows import tab_options
from qualdesk_ui.theme import current
from qualdesk_ui.theme.space import PAGE_MARGIN
from qualdesk_ui.widgets.buttons import PrimaryButton
from qualdesk_ui.widgets.check import Toggle
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.tabs import fit_tabs, tabs

_PAUSE_MS = 200
"""How long the keyboard must rest before a typed word is looked for."""

_FIND_WIDTH, _LEAST_FIND, _SELECT_WIDTH = 220, 168, 140
_NARROW = 1100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the caller narrows the list to."""

    tab: Tab = Tab.ALL
    campaign_id: int | None = None
    is_mine_only: bool = False
    is_callable_only: bool = False
    words: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but a tab is chosen."""
        others = (self.campaign_id is not None, self.is_mine_only, self.is_callable_only)
        return any(others) or bool(self.words)


class Filters(QWidget):
    """`changed` when something else is wanted.

    Enter in the find field says `left` when it looked for what was just typed, else `confirmed`.
    """

    changed = Signal()
    left = Signal()
    confirmed = Signal()
    start_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = PageHead("Queue")
        self.find_field = Field(
            "Find in queue", placeholder="Find in queue", icon="search", key="/"
        )
        self.campaign = Select("Campaign", [(None, "All campaigns")])
        self.whose = Select("Whose", [(False, "Me and anyone"), (True, "Only mine")])
        self.tabs = tabs("Reason", tab_options())
        self.callable_only = Toggle("Callable now only")
        self.start = PrimaryButton("Start calling", "F5", "headset")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()

    def wanted(self) -> Wanted:
        """Return what is chosen now."""
        campaign_id = self.campaign.value()
        return Wanted(
            tab=Tab(self.tabs.value()),
            campaign_id=campaign_id if isinstance(campaign_id, int) else None,
            is_mine_only=self.whose.value() is True,
            is_callable_only=self.callable_only.isChecked(),
            words=self.find_field.text().strip(),
        )

    def show_campaigns(self, names: Sequence[tuple[int, str]]) -> None:
        """Offer these campaigns."""
        self.campaign.set_options([(None, "All campaigns"), *names])

    def show_counts(self, counts: Mapping[Tab, int]) -> None:
        """Say how many stand behind each tab."""
        self.tabs.set_counts({tab.value: count for tab, count in counts.items()})
        self._fit()

    def clear(self) -> None:
        """Want everything again."""
        self.find_field.clear()
        self.campaign.set_value(None)
        self.whose.set_value(False)
        self.callable_only.setChecked(False)
        self.tabs.set_value(Tab.ALL)
        self._say()

    def look_for(self, words: str) -> None:
        """Look for these words instead of those typed."""
        self.find_field.setText(words)
        self._say()

    def begin_find(self) -> None:
        """Put the keyboard where words are typed."""
        self.find_field.setFocus()
        self.find_field.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_narrow = self.width() < current().scaled(_NARROW)
        self.find_field.setFixedWidth(current().scaled(_LEAST_FIND if is_narrow else _FIND_WIDTH))
        self.callable_only.setText("Callable now" if is_narrow else "Callable now only")
        self.callable_only.updateGeometry()
        toggle = self.callable_only.sizeHint().width()
        fit_tabs(self.tabs, self.width() - 2 * PAGE_MARGIN - toggle - 8)

    def _lay_out(self) -> None:
        for box in (self.campaign, self.whose):
            box.setMaximumWidth(current().scaled(_SELECT_WIDTH))
        for widget in (self.find_field, self.campaign, self.whose, self.start):
            self.head.buttons.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.callable_only)
        self.head.add_row(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.head)

    def _connect(self) -> None:
        self._pause.timeout.connect(self.changed)
        self.find_field.textChanged.connect(self._pause.start)
        self.find_field.returnPressed.connect(self._end_find)
        self.campaign.chosen.connect(self._say)
        self.whose.chosen.connect(self._say)
        self.tabs.chosen.connect(self._say)
        self.callable_only.clicked.connect(self._say)
        self.start.clicked.connect(self.start_asked)

    def _end_find(self) -> None:
        if self._pause.isActive():
            self._say()
            self.left.emit()
        else:
            self.confirmed.emit()

    def _say(self) -> None:
        self._pause.stop()
        self.changed.emit()

"""The page of the calling rules: the hours in force, and who is on the do-not-call list."""

from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qualdesk.domain.person import Role as PersonRole
from qualdesk.events.calls import BarredCalls, TookBack
from qualdesk.events.rules import ChangedRule, RestoredRule
from qualdesk.events.suppressions import (
    AddedSuppression,
    FinishedSuppressionList,
    LiftedSuppression,
)
from qualdesk.queries.staff import StaffRow, staff
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.rules.bars import Bars
from qualdesk_ui.screens.rules.hours import Hours
from qualdesk_ui.screens.rules.list_pane import AskForFile, choose_bars
from qualdesk_ui.theme import current
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.segment import Option
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface
from qualdesk_ui.widgets.tabs import tabs

_PANE, _FIND_WIDTH, _FOLDS_BELOW = 372, 220, 900
_HOURS, _BARS = "hours", "bars"
_MOVE = ("↑ ↓", "move")
_TO_ALL = (("/", "find"), ("Ctrl+PgDn", "the other tab"))
_MAY_LEAD = (PersonRole.TEAM_LEAD, PersonRole.ADMIN)


class RulesScreen(QWidget):
    """Everybody reads it; a team lead changes hours, lifts and reads lists in."""

    refreshes_on: ClassVar[tuple[type, ...]] = (
        AddedSuppression,
        BarredCalls,
        ChangedRule,
        FinishedSuppressionList,
        LiftedSuppression,
        RestoredRule,
        TookBack,
    )

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        ask_for_file: AskForFile = choose_bars,
    ) -> None:
        super().__init__(parent)
        self._desk, self._may_change = desk, False
        self._hours = Hours(desk, self)
        self._bars = Bars(desk, self, ask_for_file=ask_for_file)
        self._parts: dict[str, Hours | Bars] = {_HOURS: self._hours, _BARS: self._bars}
        self._head = PageHead("Calling rules")
        self._tabs = tabs(
            "Calling rules",
            [Option(_HOURS, "Hours", icon="clock"), Option(_BARS, "Do not call", icon="ban")],
        )
        self._find = Field("Find a rule", placeholder="Find", icon="search", key="/")
        self._hints = KeyHints(())
        self._tables, self._panes = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_tab()

    def refresh(self) -> None:
        """Read the rules, the list and who may change them again."""
        self._desk.fetch(self, self._take_staff, staff, now=self._desk.now())
        for part in self._parts.values():
            part.refresh()

    def perform(self, action_id: str) -> bool:
        """Do what /, Ctrl+N, Ctrl+PgUp, Ctrl+PgDn, Ctrl+Enter, Ctrl+Z and Esc ask for here."""
        does = {
            "find-rule": self._begin_find,
            "new-bar": self._begin_list,
            "rules-next-tab": self._show_other_tab,
            "rules-previous-tab": self._show_other_tab,
            "confirm": self._confirm,
            "undo": self._part.take_back,
            "back": self._back,
        }.get(action_id)
        return does() if does else False

    def panes(self) -> tuple[QWidget, ...]:
        """Return the table and what stands beside it."""
        return (self._part.table, self._panes) if self._split.is_open else (self._part.table,)

    @property
    def _part(self) -> Hours | Bars:
        return self._parts[self._tabs.value()]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._part.table.setFocus()

    def _begin_find(self) -> bool:
        self._find.setFocus()
        self._find.selectAll()
        return True

    def _begin_list(self) -> bool:
        self._tabs.set_value(_BARS)
        self._show_tab()
        return self._bars.begin_list()

    def _show_other_tab(self) -> bool:
        self._tabs.set_value(_BARS if self._tabs.value() == _HOURS else _HOURS)
        self._find.clear()
        self._show_tab()
        return True

    def _confirm(self) -> bool:
        self._part.pane.confirm()
        return True

    def _back(self) -> bool:
        """Leave the pane, then the search, then the page."""
        if self._bars.back():
            return True
        if self._split.fold_pane() or self._panes.isAncestorOf(self.focusWidget()):
            self._part.table.setFocus()
            return True
        is_finding = bool(self._find.text()) or self._find.hasFocus()
        if is_finding:
            self._find.clear()
            self._part.table.setFocus()
        return is_finding

    def _show_tab(self, _value: str = "") -> None:
        part = self._part
        self._tables.setCurrentWidget(part.table)
        self._panes.setCurrentWidget(part.pane)
        self._name_keys()
        part.find(self._find.text())
        part.say_state()
        part.table.setFocus()

    def _name_keys(self) -> None:
        own = self._part.hints if self._may_change else ()
        self._hints.set_hints((_MOVE, *own, *_TO_ALL))

    def _take_staff(self, rows: list[StaffRow]) -> None:
        own = next((one for one in rows if one.id == self._desk.person_id), None)
        self._may_change = own is not None and own.role in _MAY_LEAD
        for part in self._parts.values():
            part.pane.allow(may_change=self._may_change)
        self._name_keys()

    def _find_here(self, words: str) -> None:
        self._part.find(words)

    def _take_note(self, sentence: str) -> None:
        if self.sender() is self._part:
            self._head.set_note(sentence)

    def _say(self, sentence: str) -> None:
        self._hints.say(sentence)
        if sentence:
            announce(self, sentence)

    def _lay_out(self) -> None:
        for part in self._parts.values():
            self._tables.addWidget(part.table)
            self._panes.addWidget(part.pane)
        row = QHBoxLayout()
        row.addWidget(self._tabs)
        row.addStretch(1)
        self._head.add_row(row)
        self._find.setFixedWidth(current().scaled(_FIND_WIDTH))
        self._head.buttons.addWidget(self._find)
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._head, self._tables, self._hints):
            column.addWidget(widget, 1 if widget is self._tables else 0)
        self._split = SplitPage(page, self._panes, pane_width=_PANE, folds_below=_FOLDS_BELOW)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._show_tab)
        self._find.textChanged.connect(self._find_here)
        for part in self._parts.values():
            part.said.connect(self._say)
            part.noted.connect(self._take_note)
            part.table.opened.connect(self._split.open_pane)
        self._find.returnPressed.connect(self._focus_table)

    def _focus_table(self) -> None:
        self._part.table.setFocus()

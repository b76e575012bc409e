"""The page of those entered twice: pairs that a person decides on, and merges that stand."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.errors import QualDeskError
from qualdesk.events.duplicates import (
    KeptApart,
    MergedProspects,
    NotedDuplicates,
    PartedProspects,
    TookBackDecision,
)
from qualdesk.events.imports import ImportedRows, WithdrewImport
from qualdesk.jobs.find_duplicates import FoundDuplicates, find_duplicates
from qualdesk.queries.duplicates import (
    DuplicateRow,
    Entry,
    MergeRow,
    duplicates,
    merges,
    open_pairs,
)
from qualdesk_ui.desk import Desk
from qualdesk_ui.desk.screen import ToRead
from qualdesk_ui.screens.duplicates.comparison import Comparison
from qualdesk_ui.screens.duplicates.decisions import Decisions
from qualdesk_ui.screens.duplicates.shelves import Shelves
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.segment import Option
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import column_of
from qualdesk_ui.widgets.tabs import tabs

_PANE = 440
_ALIKE, _ONE = "alike", "one"
_ALIKE_HINTS = (
    ("↑ ↓", "move"),
    ("Enter", "open"),
    ("1", "the same"),
    ("2", "not the same"),
    ("Ctrl+Z", "take back"),
)
_ONE_HINTS = (("↑ ↓", "move"), ("Enter", "open"), ("P", "part again"))
_TO_OTHER_TAB = (("Ctrl+PgDn", "the other tab"), ("Ctrl+Z", "take back"))


class DuplicatesScreen(QWidget):
    """1 makes two entries one, 2 keeps them apart, Ctrl+Z takes either back."""

    refreshes_on: ClassVar[tuple[type, ...]] = (
        ImportedRows,
        KeptApart,
        MergedProspects,
        NotedDuplicates,
        PartedProspects,
        TookBackDecision,
        WithdrewImport,
    )
    go_to = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._waiting = 0
        self.head, self.hints = PageHead("Entered twice"), KeyHints(_ALIKE_HINTS)
        self._tabs = tabs("Entered twice", [Option(_ALIKE, "Look alike"), Option(_ONE, "Made one")])
        self.shelves = Shelves(desk.now)
        self._compare = NormalButton("Compare everybody", icon="search")
        self.comparison = Comparison()
        self._decisions = Decisions(desk, self)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Read pairs and merges again."""
        self._desk.fetch(self, self._take_count, open_pairs)
        self._desk.fetch(self, self._take_pairs, duplicates)
        self._desk.fetch(self, self._take_merges, merges)

    def perform(self, action_id: str) -> bool:
        """Do what 1, 2, P, Ctrl+Z and the keys of the tabs ask for here."""
        does = {
            "make-one": self._make_one,
            "keep-apart": self._keep_apart,
            "part-again": self._part,
            "undo": self._decisions.take_back,
            "other-pairs": self._show_other_tab,
        }.get(action_id)
        return does() if does else False

    def _make_one(self) -> bool:
        return self._decisions.make_one(self.shelves.pair())

    def _keep_apart(self) -> bool:
        return self._decisions.keep_apart(self.shelves.pair())

    def _part(self) -> bool:
        return self._decisions.part(self.shelves.merge())

    def _wait_again(self) -> None:
        self._tabs.set_value(_ALIKE)

    def _compare_all(self) -> None:
        self._compare.set_off_because("Everybody is being compared.")
        job = partial(find_duplicates, self._desk.database, self._desk.now())
        self._desk.run(self, self._compared, job, self._not_compared)

    def _compared(self, found: FoundDuplicates) -> None:
        self._compare.set_off_because("")
        made = f"{found.merged:,} surely the same were made one"
        self._say(f"{found.compared:,} pairs compared: {made}, {found.noted:,} to look at")
        self._desk.committed.emit(NotedDuplicates(found.noted))

    def _not_compared(self, _refusal: QualDeskError) -> None:
        self._compare.set_off_because("")

    def _open(self, entry: Entry) -> None:
        if entry.lead_id is None:
            self._say(f"{entry.name} has no lead that could be opened")
        else:
            self.go_to.emit("queue", ToRead(entry.lead_id, ""))

    def _lay_out(self) -> None:
        self.head.buttons.addWidget(self._compare)
        row = QHBoxLayout()
        row.addWidget(self._tabs)
        row.addStretch(1)
        self.head.add_row(row)
        page = column_of(self.head, self.shelves, self.hints, filling=self.shelves)
        self._split = SplitPage(page, self.comparison, pane_width=_PANE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._show_tab)
        self.shelves.focused.connect(self._show_two)
        self.shelves.opened.connect(self._open)
        self.comparison.made_one.connect(self._make_one)
        self.comparison.kept_apart.connect(self._keep_apart)
        self.comparison.parted.connect(self._part)
        self._decisions.said.connect(self._say)
        self._decisions.taken_back.connect(self._wait_again)
        for asked in (self.shelves.compare_asked, self._compare.clicked):
            asked.connect(self._compare_all)

    def _take_count(self, count: int) -> None:
        look = "pair looks" if count == 1 else "pairs look"
        self.head.set_note(f"{count:,} {look} alike" if count else "")
        self._waiting = count

    def _take_pairs(self, rows: list[DuplicateRow]) -> None:
        self.shelves.take_pairs(rows)
        self._show_tab()

    def _take_merges(self, rows: list[MergeRow]) -> None:
        self.shelves.take_merges(rows)
        self._show_tab()

    def _show_other_tab(self) -> bool:
        self._tabs.set_value(_ONE if self._tabs.value() == _ALIKE else _ALIKE)
        self._show_tab()
        return True

    def _show_tab(self, _value: str = "") -> None:
        is_alike = self._tabs.value() == _ALIKE
        self.shelves.turn_to(pairs=is_alike)
        has_rows = self.shelves.has_rows
        self._tabs.set_counts({_ALIKE: self._waiting, _ONE: self.shelves.merge_count})
        hints = _ALIKE_HINTS if is_alike else _ONE_HINTS
        self.hints.set_hints(hints if has_rows else _TO_OTHER_TAB)
        self._split.want_pane(wanted=has_rows)
        self._compare.setVisible(has_rows)
        if has_rows:
            self._show_two()
        elif not is_alike:
            self._tabs.focus_chosen()

    def _show_two(self) -> None:
        """Show side by side the two on whom the arrows stand."""
        facts = self.shelves.facts()
        if facts:
            show = self.comparison.show_pair if self.shelves.pair() else self.comparison.show_merge
            show(facts)

    def _say(self, sentence: str) -> None:
        self.hints.say(sentence)
        announce(self, sentence)

"""The page of those entered twice: pairs that a person decides on, and merges that stand."""

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qualdesk.commands.duplicates import keep_apart, take_back_decision
from qualdesk.commands.merging import merge_prospects, part_prospects
from qualdesk.commands.requests.duplicates import (
    KeepApart,
    MergeProspects,
    PartProspects,
    TakeBackDecision,
)
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
from qualdesk_ui.screens.duplicates.rows import (
    facts_of,
    merge_columns,
    merge_key,
    own_zone,
    pair_columns,
    pair_key,
)
from qualdesk_ui.theme.space import ROW_TWO_LINES
from qualdesk_ui.widgets.announce import announce
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.empty_state import EmptyState
from qualdesk_ui.widgets.key_hints import KeyHints
from qualdesk_ui.widgets.page_head import PageHead
from qualdesk_ui.widgets.segment import Option
from qualdesk_ui.widgets.split_page import SplitPage
from qualdesk_ui.widgets.surface import Surface
from qualdesk_ui.widgets.table import Table
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
_NOBODY = (
    "users",
    "Nobody stands here twice",
    "Whoever a list brings is compared with everybody; who looks alike waits here for a decision.",
    "Compare everybody now",
)
_NONE_MADE_ONE = (
    "users",
    "Nobody was made one",
    "Merges stand here, and each can be taken back.",
)


@dataclass(frozen=True, slots=True)
class _Decision:
    """What this page decided, so that Ctrl+Z can take it back."""

    duplicate_id: int
    merge_id: int | None
    name: str


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
        self._decisions: list[_Decision] = []
        self._counts = {_ALIKE: 0, _ONE: 0}
        self._waiting = 0
        self._head = PageHead("Entered twice")
        self._tabs = tabs("Entered twice", [Option(_ALIKE, "Look alike"), Option(_ONE, "Made one")])
        self._pairs: Table[DuplicateRow] = Table(
            "Pairs that look alike", pair_columns(), pair_key, row_height=ROW_TWO_LINES
        )
        self._merges: Table[MergeRow] = Table(
            "Merges", merge_columns(desk.now, own_zone()), merge_key, row_height=ROW_TWO_LINES
        )
        self._empty, self._hints = EmptyState(*_NOBODY), KeyHints(_ALIKE_HINTS)
        self._compare = NormalButton("Compare everybody", icon="search")
        self._comparison = Comparison()
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
            "undo": self._take_back,
            "other-pairs": self._show_other_tab,
        }.get(action_id)
        return does() if does else False

    def _make_one(self) -> bool:
        row = self._pairs.focused_row()
        if self._tabs.value() != _ALIKE or row is None:
            return False
        me = self._desk.person_id
        request = MergeProspects(row.one.prospect_id, row.other.prospect_id, me)
        self._desk.submit(self, merge_prospects, request, partial(self._made_one, row))
        return True

    def _keep_apart(self) -> bool:
        row = self._pairs.focused_row()
        if self._tabs.value() != _ALIKE or row is None:
            return False
        request = KeepApart(row.id, self._desk.person_id)
        self._desk.submit(self, keep_apart, request, partial(self._kept_apart, row))
        return True

    def _part(self) -> bool:
        row = self._merges.focused_row()
        if self._tabs.value() != _ONE or row is None:
            return False
        request = PartProspects(row.id, self._desk.person_id)
        self._desk.submit(self, part_prospects, request, partial(self._parted, row))
        return True

    def _take_back(self) -> bool:
        """Take back the newest decision of this page; without one the window's own undo follows."""
        if not self._decisions:
            return False
        last = self._decisions[-1]
        request = TakeBackDecision(last.duplicate_id, last.merge_id, self._desk.person_id)
        self._desk.submit(self, take_back_decision, request, partial(self._took_back, last))
        return True

    def _made_one(self, row: DuplicateRow, event: MergedProspects) -> None:
        self._decisions.append(_Decision(row.id, event.merge_id, event.name))
        self._say(f"{event.name} is one now · Ctrl+Z takes it back")

    def _kept_apart(self, row: DuplicateRow, _event: KeptApart) -> None:
        self._decisions.append(_Decision(row.id, None, row.one.name))
        self._say(f"{row.one.name} and {row.other.name} are two · Ctrl+Z takes it back")

    def _parted(self, row: MergeRow, _event: PartedProspects) -> None:
        self._decisions = [one for one in self._decisions if one.merge_id != row.id]
        self._say(f"{row.kept.name} and {row.merged.name} are two again")

    def _took_back(self, last: _Decision, _event: TookBackDecision) -> None:
        self._decisions.remove(last)
        self._tabs.set_value(_ALIKE)
        self._say(f"Taken back: {last.name} waits for a decision again")

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

    def _open_pair(self, row: DuplicateRow) -> None:
        self._open(row.one if row.one.lead_id else row.other)

    def _open_merge(self, row: MergeRow) -> None:
        self._open(row.kept)

    def _open(self, entry: Entry) -> None:
        if entry.lead_id is None:
            self._say(f"{entry.name} has no lead that could be opened")
        else:
            self.go_to.emit("queue", ToRead(entry.lead_id, ""))

    def _lay_out(self) -> None:
        self._head.buttons.addWidget(self._compare)
        row = QHBoxLayout()
        row.addWidget(self._tabs)
        row.addStretch(1)
        self._head.add_row(row)
        self._stack = QStackedWidget()
        for widget in (self._pairs, self._merges, self._empty):
            self._stack.addWidget(widget)
        page = Surface()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self._stack, 1)
        column.addWidget(self._hints)
        self._split = SplitPage(page, self._comparison, pane_width=_PANE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._show_tab)
        self._pairs.focused.connect(self._compare_pair)
        self._merges.focused.connect(self._compare_merge)
        self._pairs.opened.connect(self._open_pair)
        self._merges.opened.connect(self._open_merge)
        self._comparison.made_one.connect(self._make_one)
        self._comparison.kept_apart.connect(self._keep_apart)
        self._comparison.parted.connect(self._part)
        self._empty.action_chosen.connect(self._compare_all)
        self._compare.clicked.connect(self._compare_all)

    def _take_count(self, count: int) -> None:
        look = "pair looks" if count == 1 else "pairs look"
        self._head.set_note(f"{count:,} {look} alike" if count else "")
        self._waiting = count

    def _take_pairs(self, rows: list[DuplicateRow]) -> None:
        self._counts[_ALIKE] = len(rows)
        self._pairs.set_rows(rows)
        self._show_tab()

    def _take_merges(self, rows: list[MergeRow]) -> None:
        self._counts[_ONE] = len(rows)
        self._merges.set_rows(rows)
        self._show_tab()

    def _show_other_tab(self) -> bool:
        self._tabs.set_value(_ONE if self._tabs.value() == _ALIKE else _ALIKE)
        self._show_tab()
        return True

    def _show_tab(self, _value: str = "") -> None:
        is_alike = self._tabs.value() == _ALIKE
        table = self._pairs if is_alike else self._merges
        has_rows = self._counts[_ALIKE if is_alike else _ONE] > 0
        self._tabs.set_counts({_ALIKE: self._waiting, _ONE: self._counts[_ONE]})
        hints = _ALIKE_HINTS if is_alike else _ONE_HINTS
        self._hints.set_hints(hints if has_rows else _TO_OTHER_TAB)
        self._empty.say(*(_NOBODY if is_alike else _NONE_MADE_ONE))
        self._stack.setCurrentWidget(table if has_rows else self._empty)
        self._split.want_pane(wanted=has_rows)
        self._compare.setVisible(has_rows)
        if has_rows:
            table.setFocus()
            self._compare_focused()
        elif is_alike:
            self._empty.take_focus()
        else:
            self._tabs.focus_chosen()

    def _compare_focused(self) -> None:
        pair, merge = self._pairs.focused_row(), self._merges.focused_row()
        if self._tabs.value() == _ALIKE and pair is not None:
            self._compare_pair(pair)
        elif self._tabs.value() == _ONE and merge is not None:
            self._compare_merge(merge)

    def _compare_pair(self, row: DuplicateRow) -> None:
        if self._tabs.value() == _ALIKE:
            self._comparison.show_pair(facts_of(row.one, row.other, self._desk.now(), own_zone()))

    def _compare_merge(self, row: MergeRow) -> None:
        if self._tabs.value() == _ONE:
            self._comparison.show_merge(
                facts_of(row.kept, row.merged, self._desk.now(), own_zone())
            )

    def _say(self, sentence: str) -> None:
        self._hints.say(sentence)
        announce(self, sentence)

"""Another rep for a territory: to whom, what moves, and one button that says the number."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.commands.requests.territories import ReassignTerritory
from qualdesk.domain.moments import day_words, moment_words
from qualdesk.queries.people import PersonRow
from qualdesk.queries.territories import (
    HotLead,
    ReassignPreview,
    TerritoryChangeRow,
    TerritoryRow,
)
from qualdesk_ui.screens.territories.rows import counted, gain_words
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import PrimaryButton, QuietButton
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import Label, heading, hint, secondary, section
from qualdesk_ui.widgets.message_bar import Note
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

_CHANGES_SHOWN = 4


class ReassignPanel(SidePane):
    """`asked` brings the request when the button is pressed; `closed` when it goes."""

    asked = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._territory: TerritoryRow | None = None
        self._is_covering = False
        self._title, self._subtitle = heading(), secondary()
        self._from = ElidedLabel()
        self._to = Select("Who takes it")
        self._note = Field("Hand-over note", placeholder="for example: call with Jonas on 30 Nov")
        self._refusal = Label("", Role.SMALL, Tone.BAD)
        self._moves = QVBoxLayout()
        self._after = Note("")
        self._hot = QVBoxLayout()
        self._history = QVBoxLayout()
        self._button = PrimaryButton("Move", "Ctrl+Enter")
        self._button.clicked.connect(self.confirm)
        self._to.chosen.connect(self._forgive)
        self._lay_out()

    def open_for(
        self, territory: TerritoryRow, people: Sequence[PersonRow], *, is_covering: bool
    ) -> None:
        """Begin with a territory; what moves follows by `show_preview`."""
        is_same = self._territory is not None and (
            self._territory.territory_id == territory.territory_id
        )
        self._territory, self._is_covering = territory, is_covering
        self._title.setText(
            f"Who covers {territory.name}?" if is_covering else f"Reassign {territory.name}"
        )
        self._from.set_text(_has_it(territory))
        known = {territory.rep_id, territory.covering_rep_id if is_covering else None}
        options = [(one.id, one.name) for one in people if one.id not in known]
        self._to.set_options([(None, "Choose a sales person"), *options])
        if not is_same:
            self._to.set_value(None)
            self._note.clear()
        self._forgive()

    def begin(self) -> None:
        """Put the keyboard where the choice is."""
        self._to.setFocus()

    def show_preview(self, preview: ReassignPreview, now: datetime) -> None:
        """Say what moves and what stays."""
        if self._territory is None or preview.territory_id != self._territory.territory_id:
            return
        self._subtitle.setText(counted(preview.moving + preview.accepted, "open prospect"))
        verb = "Hand over" if self._is_covering else "Move"
        self._button.setText(gain_words(preview).replace("Move", verb))
        _fill(self._moves, [_move(*line) for line in _move_lines(preview)])
        hot = preview.hot_leads
        rows = [_hot_row(one, now) for one in hot]
        title = [section("The hot one" if len(hot) == 1 else "The hot ones")] if hot else []
        _fill(self._hot, [*title, *rows])

    def show_history(self, changes: Sequence[TerritoryChangeRow], today: date) -> None:
        """Say who had it before."""
        lines = [_change_row(one, today) for one in changes[:_CHANGES_SHOWN]]
        _fill(self._history, [section("Who had it"), *lines] if lines else [])

    def confirm(self) -> None:
        """Ask for the change, or say what is missing."""
        rep_id = self._to.value()
        if self._territory is None or not isinstance(rep_id, int):
            self._refuse()
            return
        self.asked.emit(
            ReassignTerritory(
                territory_id=self._territory.territory_id,
                rep_id=rep_id,
                is_covering=self._is_covering,
                note=self._note.text(),
            )
        )

    def forget(self) -> None:
        """Begin anew the next time."""
        self._territory = None

    def _refuse(self) -> None:
        name = self._territory.name if self._territory else "it"
        self._refusal.setText(f"Choose who takes {name}.")
        self._refusal.show()
        self._to.setFocus()

    def _forgive(self) -> None:
        self._refusal.hide()
        rep = self._to.currentText().split(" ")[0] if self._to.value() else "the new rep"
        self._after.set_text(
            f"Notes, calls and promises stay with each prospect. What is offered and not yet "
            f"accepted goes to {rep}, who gets a new working day to answer; "
            "prospects notice nothing."
        )

    def _lay_out(self) -> None:
        self.body.addLayout(self._head())
        self.body.addSpacing(8)
        self.body.addLayout(self._people())
        self.body.addWidget(self._refusal)
        self.body.addWidget(secondary("Hand-over note"))
        self.body.addWidget(self._note)
        self.body.addSpacing(8)
        self.body.addLayout(_beside(section("What moves"), hint("nothing changes before that")))
        self._moves.setSpacing(0)
        self.body.addLayout(self._moves)
        self.body.addSpacing(4)
        self.body.addWidget(self._after)
        self.body.addSpacing(8)
        self.body.addLayout(self._hot)
        self.body.addSpacing(8)
        self.body.addLayout(self._history)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addStretch(1)
        self.foot.addLayout(row)

    def _head(self) -> QHBoxLayout:
        close = QuietButton("Close", key="Esc")
        close.clicked.connect(self.closed)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(close)
        return row

    def _people(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(_labelled("From", self._from), 1)
        row.addLayout(_labelled("To", self._to), 1)
        return row


def _labelled(label: str, widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(secondary(label))
    if isinstance(widget, ElidedLabel):
        column.addSpacing(7)
    column.addWidget(widget)
    column.addStretch(1)
    return column


def _has_it(territory: TerritoryRow) -> str:
    if territory.rep:
        return territory.rep
    return f"{territory.covering_rep} covers" if territory.covering_rep else "Nobody"


def _move_lines(preview: ReassignPreview) -> list[tuple[int, str, str]]:
    unworked = "unworked prospect" if preview.unworked == 1 else "unworked prospects"
    return [
        (preview.unworked, unworked, "callers keep calling, for the new rep"),
        (preview.waiting, "waiting: callbacks and nurtures", "stay with the callers who promised"),
        (preview.hot, "hot: offered, not yet accepted", "offered again, with the briefs"),
        (preview.accepted, "already accepted", "stay with who accepted them"),
    ]


def _move(count: int, what: str, how: str) -> QWidget:
    line = QWidget()
    number = Label(f"{count:,}", Role.HEADING, Tone.TEXT if count else Tone.HINT)
    number.setMinimumWidth(44)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(what, Role.BODY_MEDIUM))
    words.addWidget(secondary(how))
    row = QHBoxLayout()
    row.setContentsMargins(0, 5, 0, 5)
    row.addWidget(number)
    row.addLayout(words, 1)
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(row)
    column.addWidget(Hairline())
    line.setAccessibleName(f"{count:,} {what}, {how}")
    return line


def _hot_row(lead: HotLead, now: datetime) -> QWidget:
    when = moment_words(lead.meeting_at, now, lead.zone) if lead.meeting_at else "no date yet"
    return _row_of(
        Label(lead.name, Role.BODY_MEDIUM),
        ElidedLabel(lead.company, Role.BODY, Tone.SECONDARY),
        hint(f"{when}, {lead.rep.split(' ')[0]}"),
    )


def _change_row(change: TerritoryChangeRow, today: date) -> QWidget:
    day = day_words(change.happened_at.astimezone().date(), today)
    verb = "covers" if change.is_covering else "took over"
    before = f" from {change.from_rep}" if change.from_rep else ""
    note = f" · {change.note}" if change.note else ""
    return Paragraph(f"{day}: {change.to_rep} {verb}{before}{note}", Role.SMALL, Tone.SECONDARY)


def _row_of(*parts: QWidget) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part, 1 if isinstance(part, ElidedLabel) else 0)
    return line


def _beside(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(left)
    row.addWidget(right)
    row.addStretch(1)
    return row


def _fill(layout: QVBoxLayout, widgets: Sequence[QWidget]) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
    for widget in widgets:
        layout.addWidget(widget)

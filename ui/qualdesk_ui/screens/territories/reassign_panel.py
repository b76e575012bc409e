"""Another rep for a territory: to whom, from when, what moves, and one button that says the number."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qualdesk.commands.requests.territories import ReassignTerritory, TakeBackReassignment
from qualdesk.domain.when import understood, unread
from qualdesk.queries.people import PersonRow
from qualdesk.queries.reassigning import (
    PlannedReassignment,
    ReassignPreview,
    RecentReassignment,
)
from qualdesk.queries.territories import TerritoryChangeRow, TerritoryRow
from qualdesk_ui.screens.territories.reassign_lines import (
    beside,
    change_row,
    has_it,
    hot_row,
    labelled,
    move_lines,
    planned_words,
    recent_words,
)
from qualdesk_ui.screens.territories.rows import counted, gain_words
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import NormalButton, PrimaryButton, QuietButton
from qualdesk_ui.widgets.contents import fill
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import Label, heading, hint, secondary, section
from qualdesk_ui.widgets.message_bar import Note
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

_CHANGES_SHOWN = 4


class ReassignPanel(SidePane):
    """`asked` brings a request to carry out, `looked_ahead` of what its outlook is to be read.

    That is the territory, the day from which it is to be, if that is a later one, and its zone.
    """

    asked = Signal(object)
    looked_ahead = Signal(int, object, str)
    closed = Signal()

    def __init__(self, own_id: int, undo_seconds: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own_id, self._undo_seconds = own_id, undo_seconds
        self._territory: TerritoryRow | None = None
        self._zones: dict[object, str] = {}
        self._now = datetime.fromtimestamp(0, UTC)
        self._planned: PlannedReassignment | None = None
        self._recent: RecentReassignment | None = None
        self._is_covering = False
        self._title, self._subtitle = heading(), secondary()
        self._from = ElidedLabel()
        self._to = Select("Who takes it")
        self._since = Field("From when", placeholder="Now, or “1 December”", icon="calendar")
        self._read_as = Paragraph("", Role.SMALL, Tone.SECONDARY)
        self._note = Field("Hand-over note", placeholder="for example: call with Jonas on 30 Nov")
        self._refusal = Label("", Role.SMALL, Tone.BAD)
        self._moves = QVBoxLayout()
        self._after = Note("")
        self._hot = QVBoxLayout()
        self._history = QVBoxLayout()
        self._stands = Paragraph("", Role.SMALL, Tone.SECONDARY)
        self._take_back = NormalButton("")
        self._button = PrimaryButton("Move", "Ctrl+Enter")
        self._connect()
        self._lay_out()

    def open_for(
        self,
        territory: TerritoryRow,
        people: Sequence[PersonRow],
        now: datetime,
        *,
        is_covering: bool,
    ) -> None:
        """Begin with a territory; what moves follows by `show_preview`."""
        is_same = self._territory is not None and (
            self._territory.territory_id == territory.territory_id
        )
        self._territory, self._is_covering, self._now = territory, is_covering, now
        self._title.setText(
            f"Who covers {territory.name}?" if is_covering else f"Reassign {territory.name}"
        )
        self._from.set_text(has_it(territory))
        self._zones = {one.id: one.zone for one in people}
        known = {territory.rep_id, territory.covering_rep_id if is_covering else None}
        options = [(one.id, one.name) for one in people if one.id not in known]
        self._to.set_options([(None, "Choose a sales person"), *options])
        if not is_same:
            self._planned = self._recent = None
            self._say_what_stands()
            self._to.set_value(None)
            self._since.clear()
            self._note.clear()
        self._forgive()

    def begin(self) -> None:
        """Put the keyboard where the choice is."""
        self._to.setFocus()

    def show_preview(self, preview: ReassignPreview) -> None:
        """Say what moves, what stays, and what is planned already."""
        if self._territory is None or preview.territory_id != self._territory.territory_id:
            return
        all_open = preview.moving + preview.accepted + preview.met_before
        self._subtitle.setText(counted(all_open, "open prospect"))
        verb = "Hand over" if self._is_covering else "Move"
        self._button.setText(gain_words(preview).replace("Move", verb))
        fill(self._moves, move_lines(preview))
        hot = preview.hot_leads
        rows = [hot_row(one, self._now) for one in hot]
        title = [section("The hot one" if len(hot) == 1 else "The hot ones")] if hot else []
        fill(self._hot, [*title, *rows])
        self._planned = preview.planned
        self._say_what_stands()

    def show_recent(self, recent: RecentReassignment | None) -> None:
        """Offer to take back what was done within the last day."""
        self._recent = recent
        self._say_what_stands()

    def show_history(self, changes: Sequence[TerritoryChangeRow], today: date) -> None:
        """Say who had it before."""
        lines = [change_row(one, today) for one in changes[:_CHANGES_SHOWN]]
        fill(self._history, [section("Who had it"), *lines] if lines else [])

    def confirm(self) -> None:
        """Ask for the change, or say what is missing."""
        rep_id, typed = self._to.value(), self._since.text().strip()
        if self._territory is None or not isinstance(rep_id, int):
            name = self._territory.name if self._territory else "it"
            self._refuse(f"Choose who takes {name}.", self._to)
            return
        if typed and self._day() is None:
            self._refuse(unread(typed), self._since)
            return
        self.asked.emit(
            ReassignTerritory(
                territory_id=self._territory.territory_id,
                rep_id=rep_id,
                is_covering=self._is_covering,
                note=self._note.text(),
                by_id=self._own_id,
                undo_seconds=self._undo_seconds,
                from_on=self._day(),
            )
        )

    def forget(self) -> None:
        """Begin anew the next time."""
        self._territory = None

    def _day(self) -> date | None:
        """Return the day that is typed, where who takes it is."""
        text, zone = self._since.text().strip(), self._zone()
        moment = understood(text, self._now, zone) if text else None
        return moment.astimezone(ZoneInfo(zone)).date() if moment else None

    def _zone(self) -> str:
        return self._zones.get(self._to.value(), "UTC")

    def _refuse(self, sentence: str, where: QWidget) -> None:
        self._refusal.setText(sentence)
        self._refusal.show()
        where.setFocus()

    def _forgive(self) -> None:
        """Say anew what follows, and have what would move read."""
        self._refusal.hide()
        rep = self._to.currentText().split(" ")[0] if self._to.value() else "the new rep"
        self._after.set_text(
            f"Notes, calls and promises stay with each prospect. What is offered and not yet "
            f"accepted goes to {rep}, who gets a new working day to answer; "
            "who knows of a meeting to come is told who comes."
        )
        self._say_day()
        if self._territory is not None:
            first, today = self._day(), self._now.astimezone(ZoneInfo(self._zone())).date()
            is_later = first is not None and first > today
            territory_id = self._territory.territory_id
            self.looked_ahead.emit(territory_id, first if is_later else None, self._zone())

    def _say_day(self) -> None:
        typed, first = self._since.text().strip(), self._day()
        said = f"From {first:%A} {first.day} {first:%B %Y} on" if first else ""
        self._read_as.set_tone(Tone.BAD if typed and not first else Tone.SECONDARY)
        self._read_as.set_text(unread(typed) if typed and not first else said)
        self._read_as.setVisible(bool(typed))

    def _say_what_stands(self) -> None:
        """Say what is planned, else what was done just now, with the way back."""
        if self._planned is not None:
            self._stands.set_text(planned_words(self._planned, self._now.date()))
            self._take_back.setText("Not then")
        elif self._recent is not None:
            self._stands.set_text(recent_words(self._recent))
            self._take_back.setText("Take it back")
        for one in (self._stands, self._take_back):
            one.setVisible(bool(self._planned or self._recent))

    def _call_off(self) -> None:
        stands = self._planned or self._recent
        if stands is not None:
            self.asked.emit(TakeBackReassignment(stands.deed, self._own_id))

    def _connect(self) -> None:
        self._button.clicked.connect(self.confirm)
        self._take_back.clicked.connect(self._call_off)
        self._to.chosen.connect(self._forgive)
        self._since.textChanged.connect(self._forgive)
        for one in (self._read_as, self._stands, self._take_back):
            one.hide()

    def _lay_out(self) -> None:
        self.body.addLayout(self._head())
        self.body.addWidget(self._stands)
        self.body.addWidget(self._take_back)
        self.body.addSpacing(8)
        self.body.addLayout(self._people())
        self.body.addLayout(labelled("From when", self._since))
        for widget in (self._read_as, self._refusal, secondary("Hand-over note"), self._note):
            self.body.addWidget(widget)
        self.body.addSpacing(8)
        self.body.addLayout(beside(section("What moves"), hint("nothing changes before that")))
        self._moves.setSpacing(0)
        self.body.addLayout(self._moves)
        self.body.addSpacing(4)
        self.body.addWidget(self._after)
        for lines in (self._hot, self._history):
            self.body.addSpacing(8)
            self.body.addLayout(lines)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._button)
        row.addWidget(hint("can be taken back for a day"), 1)
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
        row.addLayout(labelled("From", self._from), 1)
        row.addLayout(labelled("To", self._to), 1)
        return row

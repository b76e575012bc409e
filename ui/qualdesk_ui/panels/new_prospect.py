"""A new prospect: who, where, how they are reached, and which campaign they answered to."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qualdesk.commands.requests.newcomers import AddProspect
from qualdesk.domain.moments import moment_words
from qualdesk.domain.queue_order import ResponseKind
from qualdesk.domain.when import responded_at
from qualdesk.queries.campaigns import CampaignRow
from qualdesk_ui.panels.form import FormPlace, PanelForm, picked, typed
from qualdesk_ui.panels.frame import labelled
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import PrimaryButton, QuietButton
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.label import heading
from qualdesk_ui.widgets.panel import Panel
from qualdesk_ui.widgets.panel_columns import PanelColumns
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

_TITLE, _BUTTON = "New prospect", "Add prospect"
_NO_CAMPAIGN = "There is no campaign yet. Import a list with Ctrl+O; it makes one."
_UNREAD = "When was “{words}”? Type a time that is past, such as “yesterday 15:00”."
_NOW = "Nothing typed means now."
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ProspectForm(QObject):
    """The fields, for whatever frame they stand in; `asked` brings the request.

    `now` and `zone` are by whose clock a typed time is read.
    """

    asked = Signal(object)

    def __init__(
        self, caller_id: int, now: Callable[[], datetime], zone: str, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._caller_id, self._now, self._zone = caller_id, now, zone
        self.name = Field("Name", placeholder="Maria Keller", icon="user")
        self.company = Field("Company", placeholder="Bergmann Molkerei", icon="building-2")
        self.number = Field("Phone number", placeholder="+49 89 …", icon="phone")
        self.email = Field("E-mail address", placeholder="maria@bergmann.example", icon="mail")
        self.campaign = Select("Campaign")
        kinds = [(kind.value, kind.label) for kind in ResponseKind]
        self.response = Select("How they responded", kinds)
        self.when = Field("When they responded", placeholder="now", icon="calendar")
        self.remark = Paragraph(_NOW, Role.SMALL, Tone.SECONDARY)
        self.clear()
        self.columns = self._laid_out()
        self.kept = PanelForm(self, self._places())
        self.when.textChanged.connect(self._show_moment)

    def offer(self, rows: Sequence[CampaignRow]) -> None:
        """Offer the campaigns that run, or all where none does; the one chosen stays."""
        running = [row for row in rows if row.is_running] or rows
        self.campaign.set_options([(str(row.id), row.name) for row in running])

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab comes to, in order."""
        who = (self.name, self.company, self.number, self.email)
        return (*who, self.campaign, self.response, self.when)

    def begin(self) -> None:
        """Put the keyboard where the name is typed."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not any(field.text() for field in self._typed())

    def clear(self) -> None:
        """Begin anew; the campaign stays, for the next one came by it too more often than not."""
        for field in self._typed():
            field.clear()
        self.response.set_value(ResponseKind.INQUIRED.value)

    def confirm(self) -> None:
        """Ask to add them, or say what is missing."""
        moment = responded_at(self.when.text(), self._now(), self._zone)
        if moment is None or self.campaign.value() is None:
            self._complain(_NO_CAMPAIGN if moment else _UNREAD.format(words=self.when.text()))
            return
        request = AddProspect(
            self._caller_id,
            int(str(self.campaign.value())),
            moment,
            ResponseKind(str(self.response.value())),
            name=self.name.text().strip(),
            company=self.company.text().strip(),
            number=self.number.text().strip(),
            email=self.email.text().strip(),
        )
        self.asked.emit(request)

    def refuse(self, sentence: str) -> None:
        """Say why it was not done; what was typed stays."""
        self.remark.set_tone(Tone.BAD)
        self.remark.set_text(sentence)

    def _complain(self, sentence: str) -> None:
        self.refuse(sentence)
        self.when.set_error("" if sentence == _NO_CAMPAIGN else sentence)
        self.when.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_moment(self) -> None:
        """Say at once what was understood."""
        words, now = self.when.text(), self._now()
        moment = responded_at(words, now, self._zone)
        self.when.set_error("")
        self.remark.set_tone(Tone.SECONDARY)
        said = moment_words(moment, now, self._zone) if moment else _UNREAD.format(words=words)
        self.remark.set_text(said if words.strip() else _NOW)

    def _typed(self) -> tuple[Field, ...]:
        return (self.name, self.company, self.number, self.email, self.when)

    def _places(self) -> dict[str, FormPlace]:
        names = ("name", "company", "number", "email", "when")
        fields = zip(names, self._typed(), strict=True)
        chosen = {"campaign": picked(self.campaign), "response": picked(self.response)}
        return {**{name: typed(field) for name, field in fields}, **chosen}

    def _laid_out(self) -> PanelColumns:
        left = labelled("Who", self.name, self.company)
        left.addSpacing(8)
        left.addLayout(labelled("Number or e-mail", self.number, self.email))
        left.addStretch(1)
        right = labelled("Campaign", self.campaign)
        right.addSpacing(8)
        right.addLayout(labelled("How and when they responded", self.response, self.when))
        right.addWidget(self.remark)
        right.addStretch(1)
        return PanelColumns(left, right)


class NewProspectPanel(Panel):
    """The form over the script of the call desk: the call and its timer stay in sight."""

    def __init__(self, form: ProspectForm, parent: QWidget) -> None:
        super().__init__(_TITLE, parent=parent)
        self.form = form
        self.set_columns(form.columns)
        self.first_stops = form.stops()
        button = PrimaryButton(_BUTTON, "Ctrl+Enter")
        button.clicked.connect(form.confirm)
        self.foot.addWidget(button)
        self.foot.addStretch(1)

    def take_focus(self) -> None:
        self.form.begin()

    def confirm(self) -> None:
        """Ask to add them."""
        self.form.confirm()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN:
            event.accept()  # it takes no answer of the script below
        else:
            super().keyPressEvent(event)


class NewProspectPane(SidePane):
    """The form beside the list; `closed` when it shall go."""

    closed = Signal()

    def __init__(self, form: ProspectForm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_TITLE)
        close, button = QuietButton("Close", key="Esc"), PrimaryButton(_BUTTON, "Ctrl+Enter")
        close.clicked.connect(self.closed)
        button.clicked.connect(form.confirm)
        head = QHBoxLayout()
        head.addWidget(heading(_TITLE), 1)
        head.addWidget(close)
        self.body.addLayout(head)
        self.body.addSpacing(8)
        form.columns.fit(0)
        self.body.addLayout(form.columns)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self.foot.addLayout(row)

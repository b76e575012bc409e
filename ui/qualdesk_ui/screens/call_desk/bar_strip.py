"""A strip under the header that says why dialling is off, and lets a team lead lift it in place."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from qualdesk.domain.moments import day_words
from qualdesk.domain.outcome import SuppressionScope
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.queries.suppressions import SuppressionRow
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.buttons import NormalButton, QuietButton
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.painting import painter_on, put_icon
from qualdesk_ui.widgets.tone import Tone

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEEDS_REASON = "Say why: it is kept with your name."


class BarStrip(QWidget):
    """Hidden while somebody may be dialled; `lift_asked` carries the reason.

    `turned` comes whenever it begins or ends to ask for that reason.
    """

    lift_asked = Signal(str)
    turned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ElidedLabel("", Role.BODY, Tone.TEXT)
        self.lift = QuietButton("Lift it")
        self.field = Field("Why it is lifted", placeholder="Why it is lifted – kept with your name")
        self._confirm = NormalButton("Lift", key="Enter")
        self._back = QuietButton("Back", key="Esc")
        self.lift.clicked.connect(self.ask)
        self.field.returnPressed.connect(self._give)
        self._confirm.clicked.connect(self._give)
        self._back.clicked.connect(self.fold)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        self.hide()

    @property
    def is_asking(self) -> bool:
        """Whether it asks for the reason now."""
        return not (self.isHidden() or self.field.isHidden())

    def show_prospect(self, card: ProspectCard, now: datetime) -> None:
        """Say why this prospect cannot be dialled, or hide."""
        sentence = off_words(card, now)
        self.words.set_text(sentence)
        self.lift.setEnabled(card.may_lift)
        self.setVisible(bool(sentence))
        self._turn(is_asking=False)

    def ask(self) -> None:
        """Ask why it is lifted."""
        self.field.set_error("")
        self._turn(is_asking=True)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.turned.emit()

    def fold(self) -> None:
        """Ask for no reason any more; what was typed stays."""
        self._turn(is_asking=False)
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_asking:
            self.fold()
        elif event.key() not in _RETURN:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        painter.fillRect(self.rect(), current().tokens.bad_tint)
        middle = QRectF(self.rect()).center().y()
        put_icon(painter, CENTRE_MARGIN, middle, "ban", 16, Tone.BAD.colour())

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(CENTRE_MARGIN + 26, 6, CENTRE_MARGIN, 6)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.lift)
        row.addWidget(self.field, 1)
        row.addWidget(self._confirm)
        row.addWidget(self._back)
        row.addStrut(32)

    def _turn(self, *, is_asking: bool) -> None:
        self.words.setVisible(not is_asking)
        self.lift.setVisible(not is_asking and self.lift.isEnabled())
        for widget in (self.field, self._confirm, self._back):
            widget.setVisible(is_asking)

    def _give(self) -> None:
        reason = self.field.text().strip()
        if not reason:
            self.field.set_error(_NEEDS_REASON)
            self.field.setPlaceholderText(_NEEDS_REASON)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.fold()
        self.lift_asked.emit(reason)


def off_words(card: ProspectCard, now: datetime) -> str:
    """Return why a prospect cannot be dialled and who can change it, or nothing."""
    if not card.is_barred:
        return card.stale_check
    bars = [bar for bar in card.bars if bar.medium.bars_phone]
    if not bars:
        return ""
    more = f", and {len(bars) - 1} more" if len(bars) > 1 else ""
    who = "" if card.may_lift else " A team lead can lift it."
    here = now.astimezone(ZoneInfo(card.zone))
    return f"{_bar_words(bars[0], card.company, here)}{more}.{who}"


def since_words(card: ProspectCard, now: datetime) -> str:
    """Return the day since when they must not be called, such as 3 Nov, or nothing."""
    days = [bar.since for bar in card.bars if bar.medium.bars_phone]
    if not days:
        return ""
    there = ZoneInfo(card.zone)
    words = day_words(min(days).astimezone(there).date(), now.astimezone(there).date())
    return words.partition(" ")[2]


def _bar_words(bar: SuppressionRow, company: str, here: datetime) -> str:
    today = here.date()
    since = day_words(bar.since.astimezone(here.tzinfo).date(), today)
    until = ""
    if bar.expires_at is not None:
        until = f" until {day_words(bar.expires_at.astimezone(here.tzinfo).date(), today)}"
    whom = {
        SuppressionScope.PERSON: "",
        SuppressionScope.COMPANY: f", all of {company}",
        SuppressionScope.DOMAIN: f", everyone {bar.names}",
    }.get(bar.scope, f", {bar.names}")
    return f"Not to be called since {since}{until}: {bar.source}{whom}"

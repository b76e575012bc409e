"""What the outcome panels share: what they are told, and how they are decided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk.commands.requests.calls import Call
from qualdesk.domain.lead_definition import Verdict
from qualdesk.domain.outcome import SuppressionScope
from qualdesk.domain.promise_doubts import PromiseGround
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.queries.registrations import Registration
from qualdesk.queries.suppressions import Barring
from qualdesk.queries.tracks import TrackOffers
from qualdesk_ui.panels.form import PanelForm
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.buttons import PrimaryButton
from qualdesk_ui.widgets.label import section
from qualdesk_ui.widgets.panel import Panel
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.tone import Tone

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class PanelContext:
    """What a panel is told when it opens; `call` gives what all outcomes share."""

    card: ProspectCard
    answers: dict[str, str]
    verdict: Verdict
    now: datetime
    own_zone: str
    caller_name: str
    undo_seconds: int
    call: Callable[[], Call]
    ask_whom: Callable[[QObject, SuppressionScope, Callable[[Barring], object]], None]
    """Have a panel told whom else a scope would bar; it may go on meanwhile."""
    ask_tracks: Callable[[QObject, Callable[[TrackOffers], object]], None]
    """Have a panel told which nurture tracks fit the prospect."""
    ask_ground: Callable[[QObject, Callable[[PromiseGround], object]], None]
    """Have a panel told what a promised time is held against."""
    registration: Registration | None = None
    """The event they may register for on this call."""
    firm: str = ""

    @property
    def first_name(self) -> str:
        """Return how the prospect is called in a sentence."""
        return self.card.first_name or self.card.name

    @property
    def place(self) -> str:
        """Return where the prospect is, in a word."""
        return self.card.city or self.card.zone.rsplit("/", 1)[-1].replace("_", " ")

    def here(self, moment: datetime) -> datetime:
        """Return a moment on our own clock."""
        return moment.astimezone(ZoneInfo(self.own_zone))

    def there(self, moment: datetime) -> datetime:
        """Return a moment on the prospect's clock."""
        return moment.astimezone(ZoneInfo(self.card.zone))


class FormPanel(Panel):
    """A panel in which words are typed that outlive the program."""

    kept_as: ClassVar[str]
    """What the panel is called in a draft."""
    form: PanelForm
    """Its places; made by each panel when all of them are there."""

    def __init__(
        self, context: PanelContext, parent: QWidget, *, title: str = "", subtitle: str = ""
    ) -> None:
        super().__init__(title, subtitle, parent=parent)
        self.context = context

    def renew(self, context: PanelContext) -> None:
        """Take in what was heard since it was last open; what was typed here stays."""
        self.context = context


class OutcomePanel(FormPanel):
    """`decided` carries the request; `confirm` is what Ctrl+Enter does wherever the focus is."""

    decided = Signal(object)
    question_asked = Signal(str)
    outgrown = Signal()

    def __init__(self, context: PanelContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.primary = PrimaryButton("", "Ctrl+Enter")
        self.remark = Paragraph("", Role.SMALL, Tone.SECONDARY)
        self.primary.clicked.connect(self.confirm)
        self.foot.addWidget(self.primary)
        self.foot.addWidget(self.remark, 1, Qt.AlignmentFlag.AlignVCenter)

    def take_focus(self) -> None:
        """Put the focus where the first choice is made."""
        self.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def request(self) -> object | None:
        """Return what to ask for; None keeps the panel open and says why on it."""
        raise NotImplementedError

    def confirm(self) -> None:
        """Decide, if all that must be known is there."""
        request = self.request()
        if request is not None:
            self.decided.emit(request)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _RETURN and is_control:
            self.confirm()
        elif event.key() in _RETURN:
            event.accept()
        else:
            super().keyPressEvent(event)


def labelled(name: str, *contents: QWidget, spacing: int = 8) -> QVBoxLayout:
    """Return widgets in a column under a section head."""
    column = QVBoxLayout()
    column.setSpacing(spacing)
    column.addWidget(section(name))
    for widget in contents:
        column.addWidget(widget)
    return column

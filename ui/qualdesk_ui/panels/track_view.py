"""What somebody gets on a track: each touch with its day, and a way to let the first come later."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk.domain.track import PlannedStep, StepKind
from qualdesk_ui.panels.frame import PanelContext
from qualdesk_ui.panels.when_field import WhenField
from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.aside import Aside
from qualdesk_ui.widgets.buttons import LinkButton
from qualdesk_ui.widgets.label import section
from qualdesk_ui.widgets.painting import painter_on, put_icon
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.timeline import Timeline, TimelineEntry
from qualdesk_ui.widgets.tone import Tone

_ICONS = {StepKind.EMAIL: "mail", StepKind.LETTER: "mail-open", StepKind.CALL: "phone"}
_TONES = {StepKind.EMAIL: Tone.TEAL, StepKind.CALL: Tone.ACCENT}


class TrackView(QWidget):
    """`changed` when the first touch shall come on another day."""

    changed = Signal()

    def __init__(self, context: PanelContext) -> None:
        super().__init__()
        self._context = context
        self._soon = Aside("", Role.SMALL, Tone.SECONDARY)
        self.change = LinkButton("Change first touch")
        self.change.clicked.connect(self._ask_when)
        self.when = WhenField("First touch", "First touch: “in 3 weeks”, “10 Jan”")
        self.when.hide()
        self.when.changed.connect(self.changed)
        self._touches = Timeline()
        self._touches.setAccessibleName("Planned touches")
        self._lay_out()

    def renew(self, context: PanelContext) -> None:
        """Count the days from this moment on."""
        self._context = context
        self.when.renew(context)

    def first_on(self) -> date | None:
        """Return the day that was asked for, or None for the track's own."""
        at = self.when.moment()
        return None if at is None else self._context.there(at).date()

    def is_unread(self) -> bool:
        """Whether something is typed that means no day."""
        return bool(self.when.text()) and self.when.moment() is None

    def ask_first_on(self, words: str) -> None:
        """Put back a day that was typed for the first touch."""
        self.when.set_text(words)
        self.when.show()

    def show_steps(self, steps: tuple[PlannedStep, ...]) -> None:
        """Show the touches of a plan."""
        today = self._context.there(self._context.now).date()
        days = (steps[0].on - today).days if steps else 0
        self._soon.set_text("first touch tomorrow" if days == 1 else f"first touch in {days} days")
        self._touches.set_entries([_entry(one, is_first=one is steps[0]) for one in steps])

    def _ask_when(self) -> None:
        self.when.setVisible(not self.when.isVisible())
        if self.when.isVisible():
            self.when.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.when.set_text("")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(section(f"What {self._context.first_name} gets"))
        head.addWidget(self._soon, 1)
        head.addWidget(self.change)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.when)
        column.addWidget(self._touches)
        column.addWidget(_Promise(self._context.first_name))
        column.addStretch(1)


class _Promise(QWidget):
    """The line that says when the track stops by itself."""

    def __init__(self, first_name: str) -> None:
        super().__init__()
        words = f"Back to the queue at once if {first_name} replies or registers."
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 3, 0, 3)
        row.addWidget(Paragraph(words, Role.SMALL, Tone.SECONDARY))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colour = current().tokens.text2
        first_line = 3 + current().scaled(Role.SMALL.line) / 2
        put_icon(painter_on(self), 0, first_line, "undo-2", 16, colour)


def _entry(planned: PlannedStep, *, is_first: bool) -> TimelineEntry:
    step, day = planned.step, planned.on
    when = f"{day:%a} {day.day} {day:%b}" if is_first else f"{day.day} {day:%b}"
    says_more = is_first or step.kind is StepKind.CALL
    lines = (step.about,) if step.about and says_more else ()
    tone = _TONES.get(step.kind, Tone.SECONDARY)
    return TimelineEntry(_ICONS[step.kind], step.title, when, lines, tone)

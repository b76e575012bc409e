"""One hand-off: who, when, what was agreed, and the brief as the rep got it."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk.domain.hand_off_answers import ReturnReason
from qualdesk.domain.lead_definition import Criterion, Standing, Verdict
from qualdesk.domain.moments import moment_words
from qualdesk.queries.first_source import FirstSource
from qualdesk.queries.hand_offs import HandOffRow
from qualdesk.queries.hand_offs.words import AnswerRow
from qualdesk_ui.screens.hand_offs.rep_says import RepSays
from qualdesk_ui.screens.hand_offs.rows import chip_of, meeting_words
from qualdesk_ui.screens.hand_offs.steps import NextStep
from qualdesk_ui.theme import Role, current
from qualdesk_ui.widgets.chip import Chip, ChipLook
from qualdesk_ui.widgets.contents import empty
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.facts import Facts
from qualdesk_ui.widgets.keyed_button import KeyedButton
from qualdesk_ui.widgets.label import section
from qualdesk_ui.widgets.message_bar import Note
from qualdesk_ui.widgets.painting import painter_on, put_icon, width_of, words
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

_STANDINGS = {
    Standing.MET: ("circle-check", "met", Tone.OK),
    Standing.NOT_MET: ("circle-x", "not met", Tone.BAD),
    Standing.LATER: ("clock", "later", Tone.TEAL),
    Standing.NO_NEED: ("circle-x", "no need now", Tone.BAD),
    Standing.UNKNOWN: ("circle-minus", "not asked", Tone.HINT),
}

_DOUBTED = {
    ReturnReason.NO_NEED: "need",
    ReturnReason.NO_BUDGET: "budget",
    ReturnReason.NO_AUTHORITY: "authority",
    ReturnReason.TIMING: "timing",
}
"""The criterion of which the rep found otherwise."""

_STEP = 50


class CriterionLine(QWidget):
    """One criterion: its mark, its title and where it stands."""

    def __init__(self, title: str, standing: Standing, says: str = "") -> None:
        super().__init__()
        self._title = title
        self._icon, self._words, self._tone = _STANDINGS[standing]
        if says:
            self._words = f"{self._words}, says {says}"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{title} {self._words}")

    def sizeHint(self) -> QSize:
        return QSize(120, current().scaled(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        middle = self.height() / 2
        put_icon(painter, 0, middle, self._icon, 16, self._tone.colour())
        name = QRectF(22, 0, width_of(self._title, Role.BODY_MEDIUM) + 1, self.height())
        words(painter, name, self._title, Role.BODY_MEDIUM, Tone.TEXT.colour())
        rest = QRectF(name.right() + 6, 0, self.width(), self.height())
        words(painter, rest, self._words, Role.BODY, self._tone.colour())


class Details(SidePane):
    """The right side of the page; `step_chosen` brings the place of a next step, from 0."""

    step_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hand_off_id = 0
        self._name = ElidedLabel("", Role.HEADING)
        self._who = ElidedLabel("", Role.SMALL, Tone.SECONDARY)
        self._chip = Chip(ChipLook(""))
        self._says = RepSays()
        self._next = Paragraph()
        self._facts = Facts()
        self._agreed = section("What was agreed")
        self._criteria = QVBoxLayout()
        self._criteria.setSpacing(0)
        self._unmet = Note("", "triangle-alert", Tone.WARN)
        self._brief_head, self._brief = section("Brief"), Paragraph("", Role.BODY, Tone.SECONDARY)
        self._steps_head, self._steps = section("Next step"), QVBoxLayout()
        self._steps.setSpacing(8)
        self._answer: AnswerRow | None = None
        self._known: tuple[tuple[str, str], ...] = ()
        self._lay_out()

    def show_hand_off(
        self, row: HandOffRow, steps: Sequence[NextStep], now: datetime, *, is_mine: bool
    ) -> None:
        """Show another hand-off; its criteria follow by `show_verdict`.

        `is_mine` when whoever looks wrote the brief.
        """
        self._answer = row.answer
        self._says.show_answer(row.answer, now, row.rep_zone)
        self._brief_head.setText("Your brief" if is_mine else f"Brief by {row.caller}")
        self._show_steps(steps)
        self._hand_off_id = row.hand_off_id
        self._name.set_text(row.prospect)
        self._who.set_text(", ".join(part for part in (row.job_title, row.company) if part))
        self._chip.set_look(chip_of(row))
        self._next.set_text(row.what_next)
        self._next.setVisible(row.answer is None or not steps)
        handed = f"{moment_words(row.offered_at, now, row.rep_zone)} by {row.caller}"
        self._known = (("Meeting", _meeting(row, now)), ("Rep", row.rep), ("Given", handed))
        self._facts.set_rows(self._known)
        self._unmet.set_text(f"Pushed with a reason: {row.unmet_because}")
        self._unmet.setVisible(bool(row.unmet_because))
        self._brief.set_text(row.brief or "No brief was written.")
        self._fill(())

    def show_verdict(self, verdict: Verdict) -> None:
        """Show where the criteria stood."""
        doubted = _DOUBTED.get(self._answer.reason) if self._answer and self._answer.reason else ""
        says = self._answer.said_by.split()[0] if self._answer else ""
        self._fill(
            tuple(
                (one.title, Standing.NOT_MET, says)
                if one.id == doubted
                else (one.title, verdict.standing(one), "")
                for one in _criteria_of(verdict)
            )
        )

    def show_source(self, source: FirstSource | None) -> None:
        """Show what brought them first, of a lead that the rep says was theirs already."""
        if source is not None:
            first = f"{source.campaign}, {source.at:%b %Y}"
            self._facts.set_rows((*self._known, ("First came by", first)))

    def _show_steps(self, steps: Sequence[NextStep]) -> None:
        empty(self._steps)
        for place, step in enumerate(steps):
            button = KeyedButton(str(place + 1), step.label, step.second, height=_STEP)
            button.clicked.connect(partial(self.step_chosen.emit, place))
            self._steps.addWidget(button)
        self._steps_head.setVisible(bool(steps))

    def _fill(self, lines: tuple[tuple[str, Standing, str], ...]) -> None:
        empty(self._criteria)
        for title, standing, says in lines:
            self._criteria.addWidget(CriterionLine(title, standing, says))
        self._agreed.setVisible(bool(lines))

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._name)
        names.addWidget(self._who)
        head = QHBoxLayout()
        head.addLayout(names, 1)
        head.addWidget(self._chip)
        self.body.addLayout(head)
        self.body.addSpacing(4)
        self.body.addWidget(self._says)
        self.body.addWidget(self._next)
        self.body.addWidget(self._facts)
        self.body.addSpacing(4)
        self.body.addWidget(self._agreed)
        self.body.addLayout(self._criteria)
        self.body.addWidget(self._unmet)
        self.body.addSpacing(4)
        self.body.addWidget(self._brief_head)
        self.body.addWidget(self._brief)
        self.body.addSpacing(4)
        self.body.addWidget(self._steps_head)
        self.body.addLayout(self._steps)
        self.body.addStretch(1)


def _criteria_of(verdict: Verdict) -> tuple[Criterion, ...]:
    return (*verdict.definition.required, *verdict.definition.helpful)


def _meeting(row: HandOffRow, now: datetime) -> str:
    medium = f", {row.medium.label.lower()}" if row.medium else ""
    return meeting_words(row, now) + medium

"""What will happen: how the rows will stand, what stands out, and into which campaign they go."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qualdesk.jobs.import_report import ImportReport
from qualdesk.jobs.list_preview import ListPreview
from qualdesk.queries.campaigns import CampaignRow
from qualdesk_ui.screens.import_list.problem_words import ProblemGroup, grouped_problems
from qualdesk_ui.screens.import_list.words import FirstRow, first_row, outlook_of
from qualdesk_ui.theme import Role, current
from qualdesk_ui.theme.space import CONTROL_SMALL
from qualdesk_ui.widgets.buttons import NormalButton
from qualdesk_ui.widgets.contents import fill
from qualdesk_ui.widgets.elided import ElidedLabel
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import Label, heading, secondary, section
from qualdesk_ui.widgets.painting import painter_on, plate
from qualdesk_ui.widgets.paragraph import Paragraph, Run, RunLook
from qualdesk_ui.widgets.select import Select
from qualdesk_ui.widgets.split_page import SidePane
from qualdesk_ui.widgets.tone import Tone

_PROBLEMS_SHOWN = 5


class PartsBar(QWidget):
    """A bar of parts, each also said in words below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[int, str, Tone], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[tuple[int, str, Tone]]) -> None:
        """Show other parts."""
        self._parts = tuple(part for part in parts if part[0])
        self.setAccessibleName(", ".join(f"{count:,} {words}" for count, words, _ in self._parts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, current().scaled(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = painter_on(self)
        plate(painter, QRectF(self.rect()), fill=current().tokens.hover, radius=4)
        total, left = max(sum(count for count, _, _ in self._parts), 1), 0.0
        for count, _words, tone in self._parts:
            width = self.width() * count / total
            place = QRectF(left, 0, max(width - 1, 2), self.height())
            plate(painter, place, fill=tone.colour(), radius=2)
            left += width


class Outlook(SidePane):
    """The right side of the page; `mend_asked` tells which problem somebody wants to deal with."""

    changed = Signal()
    mend_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar, self._parts, self._known = PartsBar(), Paragraph(), secondary()
        self._problems, self._first = QVBoxLayout(), QVBoxLayout()
        self._campaign = Select("Into campaign", [("", "A new campaign")])
        self._new = Field("Name of the new campaign", placeholder="for example: BrauTech 2026")
        self._refusal = Label("", Role.SMALL, Tone.BAD)
        self._refusal.hide()
        self._campaign.chosen.connect(self._show_new)
        self._new.textEdited.connect(self._refusal.hide)
        self._lay_out()

    def campaign(self) -> str:
        """Return the name of the campaign the rows go into, empty when none is named."""
        return str(self._campaign.value() or "") or " ".join(self._new.text().split())

    def ask_campaign(self) -> None:
        """Say that the campaign is missing."""
        self._refusal.setText("Name the campaign that these rows belong to.")
        self._refusal.show()
        self._new.setFocus()

    def show_campaigns(self, rows: Sequence[CampaignRow]) -> None:
        """Offer the campaigns."""
        names = [(row.name, row.name) for row in rows]
        self._campaign.set_options([*names, ("", "A new campaign")])
        self._show_new()

    def show_preview(self, preview: ListPreview, now: datetime) -> None:
        """Show how the first rows will look, and what stands out in the file."""
        self.show_counts(preview.counts)
        fill(self._first, [_Card(first_row(lead, now)) for lead in preview.first])

    def show_counts(self, report: ImportReport) -> None:
        """Show what becomes of the rows."""
        parts = outlook_of(report)
        self._bar.set_parts(parts)
        runs = [
            run
            for count, words, _tone in parts
            if count
            for run in (Run(f"{count:,}", RunLook.STRONG), Run(f"\u00a0{words}   "))
        ]
        self._parts.set_runs(runs)
        joined = report.prospects_joined
        self._known.setText(f"{joined:,} of them are here already; what is new is added to them")
        self._known.setVisible(bool(joined))
        self._show_problems(grouped_problems(report.problems))

    def _show_problems(self, found: Sequence[ProblemGroup]) -> None:
        lines: list[QWidget] = []
        for group in found[:_PROBLEMS_SHOWN]:
            line = ProblemLine(group)
            line.pressed.connect(partial(self.mend_asked.emit, group))
            lines += [line, Hairline()]
        title = [section("Problems")] if lines else []
        more = len(found) - _PROBLEMS_SHOWN
        rest = [secondary(f"and {more} more kinds, all among the problems")] if more > 0 else []
        fill(self._problems, [*title, *lines, *rest])

    def _show_new(self) -> None:
        self._new.setVisible(not self._campaign.value())
        self._refusal.hide()
        self.changed.emit()

    def _lay_out(self) -> None:
        for widget in (heading("What will happen"), self._bar, self._parts, self._known):
            self.body.addWidget(widget)
        self.body.addSpacing(8)
        self._problems.setSpacing(6)
        self.body.addLayout(self._problems)
        self.body.addSpacing(12)
        self.body.addWidget(section("How the first rows will look"))
        self.body.addLayout(self._first)
        self.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(secondary("Into campaign"))
        row.addWidget(self._campaign, 1)
        self.foot.addWidget(Hairline())
        self.foot.addLayout(row)
        self.foot.addWidget(self._new)
        self.foot.addWidget(self._refusal)


class ProblemLine(QWidget):
    """How many problems of a kind, what they are, and the one thing to do about them."""

    pressed = Signal()

    def __init__(self, group: ProblemGroup) -> None:
        super().__init__()
        number = Label(f"{group.count:,}", Role.HEADING)
        number.setMinimumWidth(current().scaled(36))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(group.title, Role.BODY_MEDIUM))
        words.addWidget(ElidedLabel(group.sentence, Role.SMALL, Tone.SECONDARY))
        self.button = NormalButton(group.mend.value)
        self.button.set_height(CONTROL_SMALL)
        self.button.setAccessibleName(f"{group.mend.value}: {group.count:,} {group.title}")
        self.button.clicked.connect(self.pressed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(number)
        row.addLayout(words, 1)
        row.addWidget(self.button)


class _Card(QWidget):
    def __init__(self, row: FirstRow) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Label(row.name, Role.BODY_STRONG))
        top.addWidget(ElidedLabel(row.company, Role.BODY, Tone.SECONDARY), 1)
        top.addWidget(Label(row.local_time, Role.BODY, Tone.SECONDARY))
        column.addLayout(top)
        column.addWidget(ElidedLabel(row.second, Role.SMALL, Tone.SECONDARY))

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = current().tokens
        rect = QRectF(self.rect())
        plate(painter_on(self), rect, fill=tokens.raised, border=tokens.line, radius=8)

"""A script or definition to read: an older version, or for whoever may not change it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Ask, Condition, Script, Step
from qualdesk_ui.screens.scripts.agreed_day import day_in_words
from qualdesk_ui.screens.scripts.condition_words import heard_words
from qualdesk_ui.screens.scripts.preview import SAMPLE_FIELDS
from qualdesk_ui.theme import Role
from qualdesk_ui.theme.space import CENTRE_MARGIN
from qualdesk_ui.widgets.hairline import Hairline
from qualdesk_ui.widgets.label import section, title
from qualdesk_ui.widgets.overlay_scroll_bar import OverlayScrollBar
from qualdesk_ui.widgets.paragraph import Paragraph
from qualdesk_ui.widgets.script_rows import BranchLine
from qualdesk_ui.widgets.spoken_text import SpokenText
from qualdesk_ui.widgets.tone import Tone


class Reading(QScrollArea):
    """All of it in one column, nothing to change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("To read")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        OverlayScrollBar(self)

    def show_body(self, body: Script | LeadDefinition) -> None:
        """Show another one, from its top."""
        page = QWidget()
        page.setAutoFillBackground(False)
        column = QVBoxLayout(page)
        column.setContentsMargins(CENTRE_MARGIN, 16, CENTRE_MARGIN, 24)
        column.setSpacing(8)
        column.addWidget(title(body.title))
        if isinstance(body, Script):
            _add_script(column, body)
        else:
            _add_definition(column, body)
        column.addStretch(1)
        self.setWidget(page)

    def show_objections(self) -> None:
        """Scroll down to the objections, which stand at the end."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def text(self) -> str:
        """Return all that is to read, for tests and for those who listen."""
        page = self.widget()
        found = page.findChildren(Paragraph) if page is not None else []
        return "\n".join(one.text() for one in found)


def _add_script(column: QVBoxLayout, script: Script) -> None:
    for step in script.steps:
        column.addSpacing(8)
        if step.when is not None:
            column.addWidget(BranchLine(_when(script, step.when)))
        spoken = SpokenText()
        spoken.set_spoken(step.say, SAMPLE_FIELDS)
        column.addWidget(spoken)
        if step.ask is not Ask.NOTHING:
            column.addWidget(Paragraph(_answers(step), Role.SMALL, Tone.SECONDARY))
    if script.voicemail:
        column.addWidget(section("Voicemail"))
        column.addWidget(Paragraph(script.voicemail))
    if script.objections:
        column.addWidget(section("Objections"))
    for one in script.objections:
        column.addWidget(Paragraph(f"“{one.says}”", Role.BODY_MEDIUM))
        column.addWidget(Paragraph(one.answer, Role.BODY, Tone.SECONDARY))


def _add_definition(column: QVBoxLayout, definition: LeadDefinition) -> None:
    agreed = "Not agreed with sales yet."
    if definition.agreed_on is not None:
        day = day_in_words(definition.agreed_on)
        agreed = f"Agreed with sales on {day}, with {definition.agreed_with}."
    column.addWidget(Paragraph(agreed, Role.BODY, Tone.SECONDARY))
    for one in definition.criteria:
        column.addWidget(Hairline())
        kind = "required" if one.is_required else "helpful"
        column.addWidget(Paragraph(f"{one.title}, {kind}", Role.BODY_MEDIUM))
        if one.words:
            column.addWidget(Paragraph(one.words, Role.SMALL, Tone.SECONDARY))


def _when(script: Script, condition: Condition) -> str:
    asked = script.step(condition.step)
    question = (asked.short or asked.say) if asked is not None else condition.step
    return f"After {heard_words(condition)} to “{question}”"


def _answers(step: Step) -> str:
    offered = " / ".join(choice.value for choice in step.choices)
    informs = f"informs {step.criterion}" if step.criterion else ""
    return " · ".join(part for part in (offered or "in their words", informs) if part)

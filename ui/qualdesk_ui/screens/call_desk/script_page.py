"""The script of the present prospect, and the ways to notes and details where those are folded."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qualdesk_ui.screens.call_desk.on_desk import OnDesk
from qualdesk_ui.widgets.buttons import QuietButton
from qualdesk_ui.widgets.overlay_scroll_bar import OverlayScrollBar
from qualdesk_ui.widgets.script_view import ScriptView


class ScriptPage(QWidget):
    """Wraps the script view; keeps its place while answers come in."""

    notes_asked = Signal()
    details_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = ScriptView()
        OverlayScrollBar(self.view)
        self._notes = QuietButton("Notes", "notebook-pen", "F7")
        self._details = QuietButton("Details", "panel-right", "F9")
        self._notes.clicked.connect(self.notes_asked)
        self._details.clicked.connect(self.details_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        for button in (self._notes, self._details):
            button.set_height(28)
            button.hide()
            self.view.add_to_head(button)

    def show_prospect(self, on_desk: OnDesk) -> None:
        """Show another script, from its top."""
        card = on_desk.card
        self.view.show_script(
            card.script, on_desk.draft.answers, card.merge_fields, card.definition, card.hearing
        )
        self.view.verticalScrollBar().setValue(0)

    def show_answers(self, on_desk: OnDesk) -> None:
        """Show what was heard by now."""
        self.view.set_answers(on_desk.draft.answers)

    def offer_details(self, *, are_folded: bool) -> None:
        """Offer notes and details here while their column is folded away."""
        self._notes.setVisible(are_folded)
        self._details.setVisible(are_folded)

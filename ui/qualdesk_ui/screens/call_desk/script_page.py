"""The script of the present prospect, and the ways to notes and details where those are folded."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from qualdesk_ui.screens.call_desk.on_desk import OnDesk
from qualdesk_ui.screens.call_desk.overlay_scroll_bar import OverlayScrollBar
from qualdesk_ui.widgets.buttons import QuietButton
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
        head = _head_of(self.view)
        for button in (self._notes, self._details):
            button.set_height(28)
            button.hide()
            if head is not None:
                head.insertWidget(head.count() - 1, button)

    def show_prospect(self, on_desk: OnDesk) -> None:
        """Show another script, from its top."""
        card = on_desk.card
        self.view.show_script(
            card.script, on_desk.draft.answers, card.merge_fields, card.definition
        )
        self.view.verticalScrollBar().setValue(0)

    def show_answers(self, on_desk: OnDesk) -> None:
        """Show what was heard by now."""
        # Questions that go take the focus along, and the view would scroll after it.
        bar = self.view.verticalScrollBar()
        place = bar.value()
        self.view.set_answers(on_desk.draft.answers)
        bar.setValue(place)

    def offer_details(self, *, are_folded: bool) -> None:
        """Offer notes and details here while their column is folded away."""
        self._notes.setVisible(are_folded)
        self._details.setVisible(are_folded)


def _head_of(view: ScriptView) -> QHBoxLayout | None:
    page = view.widget()
    layout: QLayout | None = page.layout() if page is not None else None
    first = layout.itemAt(0) if layout is not None else None
    head = first.layout() if first is not None else None
    return head if isinstance(head, QHBoxLayout) else None

"""What keys mean in the Outbox: a next step of a row, another tab, and the way back step by step."""

from collections.abc import Callable
from dataclasses import dataclass

from qualdesk_ui.screens.outbox.next_steps import NextSteps
from qualdesk_ui.screens.outbox.shelves import Shelves
from qualdesk_ui.widgets.field import Field
from qualdesk_ui.widgets.segment import Segment
from qualdesk_ui.widgets.split_page import SplitPage

_STEPS = {"mail-1": 0, "mail-2": 1, "mail-3": 2}
_TABS = {"next-shelf": 1, "previous-shelf": -1}


@dataclass(frozen=True, slots=True)
class Keyboard:
    """`split` holds the list and the pane that may lie over it."""

    tabs: Segment
    find: Field
    shelves: Shelves
    steps: NextSteps
    split: SplitPage

    def perform(self, action_id: str) -> bool:
        """Do what a key means here; False for what the window knows better."""
        if action_id in _TABS:
            self.tabs.step(_TABS[action_id])
            return True
        if action_id in _STEPS:
            return self.steps.take(_STEPS[action_id])
        does: dict[str, Callable[[], bool]] = {
            "select-mail": self._select,
            "find-mail": self._begin_find,
            "undo": self.steps.decisions.take_back,
            "back": self._step_back,
        }
        return does[action_id]() if action_id in does else False

    def _select(self) -> bool:
        self.shelves.mark()
        return True

    def _begin_find(self) -> bool:
        self.find.setFocus()
        self.find.selectAll()
        return True

    def _step_back(self) -> bool:
        """Take Esc: what asks first, then the pane over the list, the marks and the words."""
        if self.steps.close_strip():
            return True
        if self.split.fold_pane() or self.shelves.clear_marks():
            self.shelves.focus()
            return True
        if self.find.text():
            self.find.clear()
            self.shelves.focus()
            return True
        return False

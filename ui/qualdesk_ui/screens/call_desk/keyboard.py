"""What keys mean on the call desk, and the way back step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from qualdesk.errors import InputError
from qualdesk_ui.actions import OUTCOME_OF
from qualdesk_ui.desk import Desk
from qualdesk_ui.screens.call_desk.calling import Calling
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.columns import Columns
from qualdesk_ui.screens.call_desk.deciding import Deciding
from qualdesk_ui.screens.call_desk.finding import Finding
from qualdesk_ui.screens.call_desk.line import Line
from qualdesk_ui.screens.call_desk.new_prospects import NewProspects
from qualdesk_ui.screens.call_desk.others import Others
from qualdesk_ui.screens.call_desk.setting_aside import SettingAside
from qualdesk_ui.screens.call_desk.waiting import Waiting

_LETTERS = frozenset("abcdef")
_ON_THE_LINE = "The call is still on the line. Shift+F5 says that it is over."

Deed = Callable[[], object]


@dataclass(frozen=True)  # without slots: a signal can only hold weakly what has a __dict__
class Keyboard:
    """Knows the parts of the desk, and which of them a key is for."""

    desk: Desk
    centre: Centre
    columns: Columns
    line: Line
    calling: Calling
    waiting: Waiting
    deciding: Deciding
    aside: SettingAside
    others: Others
    new_prospects: NewProspects
    finding: Finding

    def perform(self, action_id: str) -> bool:
        """Do what a key means here; False for what the window knows better."""
        if action_id in OUTCOME_OF:
            self.deciding.choose(OUTCOME_OF[action_id])
            return True
        deed = self._known(action_id)
        if deed is not None:
            deed()
            return True
        if action_id == "back":
            return self.step_back()
        if action_id == "confirm":
            return self.calling.panels.confirm()
        return action_id in {"undo", "undo-outcome"} and not self.is_line_free()

    def take_letter(self, letter: str) -> bool:
        """Answer the question being asked by A to F, while no panel asks something else."""
        are_on = self.desk.choices.settings.single_keys
        is_free = self.calling.panels.open_panel is None and letter in _LETTERS and are_on
        return is_free and self.centre.script.view.choose_letter(letter)

    def step_back(self) -> bool:
        """Take Esc: what asks goes first, then the focus is back on the question."""
        if self.finding.close() or self.calling.panels.close() or self.aside.close():
            return True
        for strip in (self.centre.bars, self.centre.reason):
            if strip.is_asking:
                strip.fold()
                return True
        self.columns.slide_back()
        self.centre.take_focus()
        return True

    def is_line_free(self) -> bool:
        """Whether another prospect may come onto the desk; says so while a call is on the line."""
        if self.line.is_running:
            self.desk.refused.emit(InputError(_ON_THE_LINE))
        return not self.line.is_running

    def set_aside(self, ask: Deed) -> None:
        """Ask something that another prospect follows, unless a call is on the line."""
        if self.is_line_free():
            ask()

    def ask_to_skip(self) -> None:
        """Ask why the prospect is passed over."""
        self.set_aside(self.aside.ask_why)

    def open_notes(self) -> None:
        """Go to the notes, if anybody is on the desk."""
        if self.calling.on_desk is not None:
            self.columns.open_notes()

    def _known(self, action_id: str) -> Deed | None:
        known: dict[str, Deed] = {
            "dial": self.line.dial,
            "choose-number": self.line.light_next,
            "call-over": self.line.hang_up,
            "notes": self.open_notes,
            "objections": self.deciding.open_objections,
            "details": self.columns.turn_details,
            "find-on-desk": self.finding.ask,
            "new-prospect": self.new_prospects.ask,
            "break": partial(self.set_aside, self.waiting.take_break),
            "others": partial(self.set_aside, self.others.ask),
            "why": self.deciding.turn_why,
            "skip": self.ask_to_skip,
            "snooze": partial(self.set_aside, self.aside.ask_until),
        }
        return known.get(action_id)

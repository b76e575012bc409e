"""What a caller does to rows of the queue: call first, snooze, assign; asked in place."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from qualdesk.commands.order import assign_leads, call_first, snooze_lead
from qualdesk.commands.requests.order import AssignLeads, CallFirst, SnoozeLead
from qualdesk.domain.person import Role
from qualdesk.errors import InputError, QualDeskError
from qualdesk.queries.people import PersonRow, people
from qualdesk.queries.queue_rows import ListedRow
from qualdesk_ui.desk import Desk
from qualdesk_ui.panels.choice_strip import ChoiceStrip
from qualdesk_ui.panels.snoozing import PLACEHOLDER, SnoozeMoments
from qualdesk_ui.widgets.long_table import MOST_CHOSEN, LongTable

_CALLING = (Role.CALLER, Role.TEAM_LEAD)
_MOST_OFFERED = 6


class Deeds(QObject):
    """Acts on the rows chosen in a table; `done` says that the keyboard goes back to it."""

    done = Signal()

    def __init__(self, desk: Desk, table: LongTable[ListedRow], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._table = desk, table
        self._lead_ids: list[int] = []
        self._moments: SnoozeMoments | None = None
        self._callers: list[PersonRow] = []
        self.snoozing = ChoiceStrip("clock", PLACEHOLDER)
        self.assigning = ChoiceStrip("user", "or a name")
        self.snoozing.decided.connect(self._snooze)
        self.assigning.decided.connect(self._assign)
        for strip in self.strips():
            strip.closed.connect(self.done)

    def strips(self) -> tuple[ChoiceStrip, ChoiceStrip]:
        """Return the lines that ask in place."""
        return self.snoozing, self.assigning

    def open_strip(self) -> ChoiceStrip | None:
        """Return the line that asks something now."""
        return next((one for one in self.strips() if not one.isHidden()), None)

    def call_first(self, *, is_for_everybody: bool = False) -> None:
        """Put the chosen rows before the order."""
        if lead_ids := self._chosen():
            request = CallFirst(tuple(lead_ids), self._desk.person_id, is_for_everybody)
            self._desk.submit(self, call_first, request, self._end)

    def ask_until(self) -> None:
        """Ask until when the chosen rows shall wait."""
        row = self._table.focused_row()
        if row is not None and (lead_ids := self._chosen()):
            self._lead_ids = lead_ids
            self._moments = SnoozeMoments(self._desk.now(), row.row.zone)
            self.assigning.close_strip()
            self.snoozing.ask(f"Snooze {self._whom(lead_ids)} until", list(self._moments.quick()))

    def ask_whom(self) -> None:
        """Ask to whom the chosen rows shall go."""
        if lead_ids := self._chosen():
            self._lead_ids = lead_ids
            self._desk.fetch(self, self._offer_callers, people)

    def _chosen(self) -> list[int]:
        if self._table.chosen_count() > MOST_CHOSEN + 1:
            most = f"Choose at most {MOST_CHOSEN} prospects at once. Esc takes the choice back."
            self._desk.refused.emit(InputError(most))
            return []
        return self._table.chosen_keys()

    def _whom(self, lead_ids: Sequence[int]) -> str:
        row = self._table.focused_row()
        is_one = len(lead_ids) == 1 and row is not None
        return row.row.name if is_one and row else f"{len(lead_ids)} prospects"

    def _snooze(self, words: str) -> None:
        moments = self._moments
        until = moments.meant(words) if moments else None
        if moments is None or until is None:
            self.snoozing.refuse(moments.why_not(words) if moments else "")
            return
        for lead_id in self._lead_ids:
            request = SnoozeLead(lead_id, self._desk.person_id, until)
            self._desk.submit(self, snooze_lead, request, self._end, self._refuse_snooze)

    def _offer_callers(self, rows: list[PersonRow]) -> None:
        self._callers = [one for one in rows if one.role in _CALLING]
        self.snoozing.close_strip()
        names = [one.name for one in self._callers[:_MOST_OFFERED]]
        self.assigning.ask(f"Assign {self._whom(self._lead_ids)} to", names)

    def _assign(self, words: str) -> None:
        begun = words.casefold()
        meant = [one for one in self._callers if begun and one.name.casefold().startswith(begun)]
        if len(meant) != 1:
            self.assigning.refuse(f"Who is “{words}”? Type a name of the team.")
            return
        request = AssignLeads(tuple(self._lead_ids), self._desk.person_id, meant[0].id)
        self._desk.submit(self, assign_leads, request, self._end, self._refuse_assign)

    def _end(self, _event: object) -> None:
        self._table.clear_marks()
        for strip in self.strips():
            strip.close_strip()

    def _refuse_snooze(self, refusal: QualDeskError) -> None:
        self.snoozing.refuse(str(refusal))

    def _refuse_assign(self, refusal: QualDeskError) -> None:
        self.assigning.refuse(str(refusal))

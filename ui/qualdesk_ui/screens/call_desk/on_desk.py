"""Who is on the desk: the card, what was heard so far, the call, and the number that is lit."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.commands.requests.calls import Call
from qualdesk.domain.lead_definition import Verdict
from qualdesk.domain.present_call import PresentCall
from qualdesk.domain.verdicts import verdict
from qualdesk.queries.card_parts import CardNumber
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.queries.registrations import Registration
from qualdesk_ui.screens.call_desk.drafts import Draft
from qualdesk_ui.screens.call_desk.header import HeaderState


@dataclass(slots=True)
class OnDesk:
    """One prospect from the moment it is shown until its outcome is stored."""

    card: ProspectCard
    draft: Draft
    lit_number: int | None = None
    is_being_stored: bool = False
    is_out_of_order: bool = False
    """Whether the caller chose it from further down."""
    registration: Registration | None = None
    """The event they may register for on this call."""

    def __post_init__(self) -> None:
        ids = [one.number_id for one in self.numbers]
        self.lit_number = (
            self.call.number_id if self.call.number_id in ids else next(iter(ids), None)
        )

    @property
    def call(self) -> PresentCall:
        """The call as it stands; it is kept with what was heard on it."""
        return self.draft.call

    @call.setter
    def call(self, call: PresentCall) -> None:
        self.draft.call = call

    @property
    def numbers(self) -> list[CardNumber]:
        """The numbers that may be dialled."""
        if self.card.is_barred:
            return []
        return [one for one in self.card.numbers if one.may_be_dialled]

    @property
    def is_begun(self) -> bool:
        """Whether anything was dialled, heard, typed or sent off, or the caller chose them."""
        draft = self.draft
        said = draft.answers or draft.typed or draft.forms or draft.note.strip()
        return bool(self.call.dial_id or said or self.is_being_stored or self.is_out_of_order)

    def light_next_number(self) -> None:
        """Light the number after the lit one."""
        ids = [one.number_id for one in self.numbers]
        if self.lit_number in ids:
            self.lit_number = ids[(ids.index(self.lit_number) + 1) % len(ids)]

    def verdict(self) -> Verdict:
        """Return what the answers make of the prospect."""
        card = self.card
        return verdict(card.script, card.definition, self.draft.answers, card.hearing.today)

    def header(self, now: datetime) -> HeaderState:
        """Return what the header shows."""
        return HeaderState(self.card, self.call, self.lit_number, now)

    def request_call(self, caller_id: int, now: datetime, undo_seconds: int) -> Call:
        """Return what all outcomes share."""
        return Call(
            lead_id=self.card.lead_id,
            caller_id=caller_id,
            lead_version=self.card.lead_version,
            note=self.draft.note.strip(),
            answers=self.draft.heard(),
            dial_id=self.call.dial_id,
            talked_seconds=self.call.talked(now),
            undo_seconds=undo_seconds,
            script_id=self.card.script_id,
            definition_id=self.card.definition_id,
        )

"""What was heard, typed and dialled, per lead, until it has an outcome: here and on disk."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer

from qualdesk.domain.present_call import NO_CALL, PresentCall
from qualdesk.queries.prospect_card import ProspectCard
from qualdesk.store.drafts import Draft as StoredDraft
from qualdesk_ui.desk import Desk

SAVED_WITHIN_MS = 700


@dataclass(slots=True)
class Draft:
    """Answers taken, answers still being typed, note, panels and call of one lead."""

    answers: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    note: str = ""
    forms: dict[str, dict[str, str]] = field(default_factory=dict)
    open_form: str = ""
    call: PresentCall = NO_CALL
    script_id: int = 0
    definition_id: int = 0

    def take(self, step_id: str, answer: str) -> None:
        """Keep an answer that was given."""
        self.answers = {**self.answers, step_id: answer}
        self.typed.pop(step_id, None)

    def heard(self) -> dict[str, str]:
        """Return all that was heard, the words half typed among them."""
        typed = {step: words.strip() for step, words in self.typed.items() if words.strip()}
        return {**self.answers, **typed}

    def kept(self) -> StoredDraft:
        """Return what stands on disk of it."""
        return StoredDraft(
            self.heard(),
            self.note,
            self.script_id,
            self.definition_id,
            self.forms,
            self.open_form,
            self.call,
        )


class Drafts(QObject):
    """Keeps a draft per lead; what changed is on disk within the second, and after a crash."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._by_lead: dict[int, Draft] = {}
        self._unsaved: set[int] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVED_WITHIN_MS)
        self._timer.timeout.connect(self.save)

    def of(self, card: ProspectCard, stored: StoredDraft | None) -> Draft:
        """Return a lead's draft: as it is here, else as `stored`, else what is known of earlier."""
        if card.lead_id not in self._by_lead:
            self._by_lead[card.lead_id] = self._found(card, stored or StoredDraft({}, ""))
        draft = self._by_lead[card.lead_id]
        draft.script_id, draft.definition_id = card.script_id, card.definition_id
        return draft

    def touch(self, lead_id: int) -> None:
        """Have a draft saved that has changed."""
        self._unsaved.add(lead_id)
        # Not started anew by each key: whoever types on and on is saved as well.
        if not self._timer.isActive():
            self._timer.start()

    def save(self) -> None:
        """Put what has changed on disk now."""
        self._timer.stop()
        unsaved, self._unsaved = self._unsaved, set()
        for lead_id in unsaved:
            self._desk.kept.save_draft(lead_id, self._by_lead[lead_id].kept())

    def put_back(self, lead_id: int, answers: Mapping[str, str], note: str) -> None:
        """Keep what an outcome that was taken back had."""
        self._by_lead[lead_id] = Draft(dict(answers), {}, note)
        self.touch(lead_id)

    def forget(self, lead_id: int) -> None:
        """Drop a draft: it is part of an outcome now."""
        self._by_lead.pop(lead_id, None)
        self._unsaved.discard(lead_id)
        self._desk.kept.forget_draft(lead_id)

    def _found(self, card: ProspectCard, kept: StoredDraft) -> Draft:
        """Return a draft as the file has it; a call that was on the line goes on."""
        return Draft(
            {**card.answers, **kept.answers},
            {},
            kept.note,
            {name: dict(words) for name, words in kept.forms.items()},
            kept.open_form,
            kept.call.found_again(self._desk.now()),
        )

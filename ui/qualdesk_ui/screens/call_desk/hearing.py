"""What is heard, typed and dialled: kept with the draft at every key, and said to who listens."""

from PySide6.QtCore import QObject

from qualdesk.domain.answers import answer_words
from qualdesk_ui.screens.call_desk.calling import Calling
from qualdesk_ui.screens.call_desk.centre import Centre
from qualdesk_ui.screens.call_desk.details import DetailsPane
from qualdesk_ui.screens.call_desk.line import Line
from qualdesk_ui.screens.call_desk.on_desk import OnDesk
from qualdesk_ui.widgets.announce import announce


class Hearing(QObject):
    """Nothing waits for an outcome here: each key is on disk within the second."""

    def __init__(self, calling: Calling, line: Line, centre: Centre, details: DetailsPane) -> None:
        super().__init__(centre)
        self._calling, self._centre = calling, centre
        centre.script.view.answered.connect(self._take_answer)
        centre.script.view.typed.connect(self._keep_typed)
        details.note_typed.connect(self._keep_note)
        calling.panels.changed.connect(self._keep_forms)
        calling.strips.changed.connect(self._keep_forms)
        line.stepped.connect(self._keep)

    def _take_answer(self, step_id: str, answer: str) -> None:
        on_desk = self._calling.on_desk
        if on_desk is None:
            return
        before = on_desk.verdict().missing
        on_desk.draft.take(step_id, answer)
        self._keep()
        self._centre.show_answers(on_desk)
        if not self._centre.script.view.current_step_id():
            self._centre.take_focus()
        missing = on_desk.verdict().missing
        met = [one.title for one in before if one not in missing]
        announce(self._centre, _taken_words(on_desk, step_id, answer, met))

    def _keep_typed(self, step_id: str, words: str) -> None:
        if self._calling.on_desk is not None:
            self._calling.on_desk.draft.typed[step_id] = words
            self._keep()

    def _keep_note(self, note: str) -> None:
        if self._calling.on_desk is not None:
            self._calling.on_desk.draft.note = note
            self._keep()

    def _keep_forms(self) -> None:
        if self._calling.on_desk is not None:
            draft = self._calling.on_desk.draft
            panels, strips = self._calling.panels, self._calling.strips
            forms = panels.forms() | strips.forms()
            draft.forms = {name: words for name, words in forms.items() if words}
            draft.open_form = panels.open_form or strips.open_form
            self._keep()

    def _keep(self) -> None:
        if self._calling.on_desk is not None:
            self._calling.drafts.touch(self._calling.on_desk.card.lead_id)


def _taken_words(on_desk: OnDesk, step_id: str, answer: str, met: list[str]) -> str:
    """Return what is said of an answer: its words, and each criterion that it meets."""
    step = on_desk.card.script.step(step_id)
    words = answer_words(step, answer) if step is not None else answer
    return words + "".join(f", {title} met" for title in met)

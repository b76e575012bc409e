"""Words read aloud, 16 / 25, with what was merged in marked and what is missing named."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from qualdesk.domain.merge_fields import merge_parts, missing
from qualdesk_ui.theme import Role
from qualdesk_ui.widgets.paragraph import Paragraph, Run, RunLook
from qualdesk_ui.widgets.tone import Tone


class SpokenText(Paragraph):
    """One thing to say: "Good morning {first_name}"; a missing field is never spoken blank."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, Role.SPOKEN, Tone.TEXT, parent)

    def set_spoken(self, text: str, fields: Mapping[str, str]) -> None:
        """Show `text` with its merge fields filled."""
        self.set_runs([_run(words, field) for words, field in merge_parts(text, fields)])


def _run(words: str, field: str) -> Run:
    if not field:
        return Run(words)
    if words:
        return Run(words, RunLook.FIELD)
    return Run(missing(field), RunLook.MISSING)

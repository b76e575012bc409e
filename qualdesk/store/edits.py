"""Edits: a script or definition as somebody is changing it, before it is saved as a version."""

from dataclasses import dataclass

import msgspec

from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script
from qualdesk.domain.versions import Versioned
from qualdesk.store.seeds import read_definition, read_script


@dataclass(frozen=True, slots=True)
class Edit:
    """What was changed so far, and the version it was made from (0 for something new)."""

    body: Script | LeadDefinition
    based_on: int

    @property
    def kind(self) -> Versioned:
        """Which of the two it is."""
        return Versioned.SCRIPT if isinstance(self.body, Script) else Versioned.DEFINITION

    @property
    def key(self) -> str:
        """Under which it stands in the desk's own file."""
        return f"{self.kind}:{self.body.id}"


def edit_text(edit: Edit) -> str:
    """Return an edit as the desk's own file keeps it."""
    return msgspec.json.encode([edit.kind, edit.based_on, edit.body]).decode()


def read_edit(text: str) -> Edit | None:
    """Return the edit that was kept, or None where an older program kept it otherwise."""
    try:
        kind, based_on, body = msgspec.json.decode(text)
        is_script = kind == Versioned.SCRIPT
        return Edit(read_script(body) if is_script else read_definition(body), based_on)
    except (ValueError, msgspec.ValidationError):
        return None

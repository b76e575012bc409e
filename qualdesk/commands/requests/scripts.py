"""Scripts and lead definitions: a new version, and which one a campaign uses."""

from dataclasses import dataclass

from qualdesk.domain.lead_definition import LeadDefinition
from qualdesk.domain.script import Script
from qualdesk.domain.versions import Versioned


@dataclass(frozen=True, slots=True)
class SaveScript:
    """Save a script as a new version; `based_on` is the version it was made from, 0 for a new one."""

    person_id: int
    script: Script
    based_on: int = 0


@dataclass(frozen=True, slots=True)
class SaveDefinition:
    """Save a lead definition as a new version, with the day sales agreed and who it was."""

    person_id: int
    definition: LeadDefinition
    based_on: int = 0


@dataclass(frozen=True, slots=True)
class UseVersion:
    """Let a campaign use a script or definition from its next call on; 0 is the newest version."""

    person_id: int
    campaign_id: int
    kind: Versioned
    key: str
    version: int = 0

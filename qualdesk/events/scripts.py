"""Scripts and lead definitions saved and chosen."""

from dataclasses import dataclass

from qualdesk.domain.versions import Versioned


@dataclass(frozen=True, slots=True)
class SavedVersion:
    """What saving made, and which campaigns use it from their next call on."""

    kind: Versioned
    key: str
    title: str
    version: int
    campaigns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SavedScript:
    """A script has a new version."""

    saved: SavedVersion


@dataclass(frozen=True, slots=True)
class SavedDefinition:
    """A lead definition has a new version; `unasked` names scripts that miss a required criterion."""

    saved: SavedVersion
    unasked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UsedVersion:
    """A campaign uses another script or definition from its next call on."""

    kind: Versioned
    campaign_id: int
    campaign: str
    title: str
    version: int

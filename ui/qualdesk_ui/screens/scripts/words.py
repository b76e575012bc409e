"""What the page of scripts says of saving."""

from collections.abc import Sequence

from qualdesk.domain.versions import Versioned
from qualdesk.events.scripts import SavedDefinition, SavedScript, UsedVersion
from qualdesk.queries.scripts import OneVersion, VersionedRow
from qualdesk.store.edits import Edit

_NAMED = 2


def saved_words(event: SavedScript | SavedDefinition) -> str:
    """Return what was saved and who uses it from now on."""
    saved = event.saved
    users = f"used from now on by {named(saved.campaigns)}" if saved.campaigns else ""
    sentence = f"{saved.title} is version {saved.version} now, {users or 'no campaign uses it yet'}"
    if isinstance(event, SavedDefinition) and event.unasked:
        return f"{sentence}. {named(event.unasked)}: not all that is required is asked yet"
    return sentence


def used_words(event: UsedVersion) -> str:
    """Return what a campaign uses from its next call on."""
    return f"{event.campaign} uses {event.title}, version {event.version}, from its next call on"


def shelf_words(rows: Sequence[VersionedRow]) -> str:
    """Return how many there are of each."""
    scripts = sum(row.kind is Versioned.SCRIPT for row in rows)
    definitions = len(rows) - scripts
    noun = "definition" if definitions == 1 else "definitions"
    return f"{scripts} scripts, {definitions} {noun} of a lead"


def follow_words(found: OneVersion, edit: Edit | None) -> str:
    """Return what saving would change, or that nothing is to be saved."""
    if edit is None:
        return f"Version {found.newest}, nothing changed." if found.newest else ""
    users = next((row.campaigns for row in found.versions if row.version == found.newest), ())
    if not users:
        return "No campaign uses it yet. Choose one under Versions once it is saved."
    return f"{named(users)} would use it from the next call on. Calls that have begun keep theirs."


def named(names: Sequence[str]) -> str:
    """Return some names, the first two and how many more."""
    if len(names) <= _NAMED:
        return " and ".join(names)
    return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"

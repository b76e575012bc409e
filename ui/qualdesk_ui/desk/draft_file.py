"""The desk's own file of drafts: opened, used and closed in the local lane, never the network."""

from typing import TYPE_CHECKING

from qualdesk.settings import beside

if TYPE_CHECKING:
    # The window paints before the store is imported.
    from qualdesk.store.drafts import Draft, Drafts
    from qualdesk.store.session import Database


class DraftFile:
    """One person's drafts at one database; the file is opened when it is first needed."""

    def __init__(self, database: "Database", person_id: int) -> None:
        self._database = database
        self._person_id = person_id
        self._opened: Drafts | None = None

    def save(self, lead_id: int, draft: "Draft") -> None:
        """Keep what was typed for a lead so far."""
        self._drafts().save(lead_id, draft)

    def load(self, lead_id: int) -> "Draft | None":
        """Return what was typed for a lead, or None."""
        return self._drafts().load(lead_id)

    def forget(self, lead_id: int) -> None:
        """Drop the draft of a lead."""
        self._drafts().forget(lead_id)

    def save_edit(self, key: str, words: str) -> None:
        """Keep what was edited and not saved yet."""
        self._drafts().save_edit(key, words)

    def edits(self) -> dict[str, str]:
        """Return all that was edited and not saved yet, by key."""
        return self._drafts().edits()

    def forget_edit(self, key: str) -> None:
        """Drop an edit."""
        self._drafts().forget_edit(key)

    def close(self) -> None:
        """Close the file, if it was opened."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def _drafts(self) -> "Drafts":
        from qualdesk.store.drafts import Drafts, drafts_beside  # noqa: PLC0415 - brings the store

        if self._opened is None:
            self._opened = Drafts(drafts_beside(beside(self._database.target), self._person_id))
        return self._opened

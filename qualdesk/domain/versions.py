"""What is kept in versions that are never edited: scripts and lead definitions."""

from enum import StrEnum


class Versioned(StrEnum):
    """One of the two kinds of text that callers follow."""

    SCRIPT = "script"
    DEFINITION = "definition"

    @property
    def label(self) -> str:
        """How it is called in a sentence."""
        return {Versioned.SCRIPT: "script", Versioned.DEFINITION: "lead definition"}[self]

"""What the user can put right: each error is a finished sentence for the message bar or stderr."""


class QualDeskError(Exception):
    """A refusal in one sentence that says what is wrong and what to do."""


class InputError(QualDeskError):
    """Something typed, chosen or read from a file cannot be used as it is."""


class DatabaseError(QualDeskError):
    """The database cannot be opened, is foreign, locked, damaged or of another version."""


class Conflict(QualDeskError):
    """Somebody else was faster, or the lead has moved on meanwhile."""


class BeingCalled(Conflict):
    """Somebody calls a prospect at this moment; `who_calls` says so without what to do."""

    def __init__(self, who_calls: str) -> None:
        super().__init__(f"{who_calls} Choose another prospect.")
        self.who_calls = who_calls


class TimeTaken(Conflict):
    """A rep is not free at a time; the sentence names others at which they are."""


class Forbidden(QualDeskError):
    """The law, a suppression or a role does not allow it."""

"""The state of the present call: idle, dialling, on the call or over, and how long they talked."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum, auto

LONGEST_UNSEEN = timedelta(hours=2)
"""A call that began longer ago has ended while nobody looked: it is not taken up again as running."""


class Stage(StrEnum):
    """Where a call stands."""

    IDLE = auto()
    DIALLING = auto()
    ON_CALL = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class PresentCall:
    """One call from Dial to its outcome; every step returns the call after it."""

    stage: Stage = Stage.IDLE
    number_id: int | None = None
    dial_id: int | None = None
    since: datetime | None = None
    talked_seconds: int = 0

    def dialled(self, number_id: int, dial_id: int, now: datetime) -> "PresentCall":
        """Return the call as its number rings."""
        return PresentCall(Stage.DIALLING, number_id, dial_id, now)

    def answered(self, now: datetime) -> "PresentCall":
        """Return the call as they talk; nothing changes unless it rang."""
        if self.stage is not Stage.DIALLING:
            return self
        return replace(self, stage=Stage.ON_CALL, since=now)

    def ended(self, now: datetime) -> "PresentCall":
        """Return the call as it waits for its outcome; nothing changes unless it runs."""
        if not self.is_running:
            return self
        talked = self.seconds(now) if self.stage is Stage.ON_CALL else 0
        return replace(self, stage=Stage.OVER, since=None, talked_seconds=talked)

    def found_again(self, now: datetime) -> "PresentCall":
        """Return the call as the program finds it after a crash: it goes on from when it began."""
        if self.since is None or now - self.since <= LONGEST_UNSEEN:
            return self
        return replace(self, stage=Stage.OVER, since=None)

    @property
    def is_running(self) -> bool:
        """Whether the line is in use."""
        return self.stage in {Stage.DIALLING, Stage.ON_CALL}

    def seconds(self, now: datetime) -> int:
        """Return how long the present stage has lasted, or how long they talked."""
        if self.since is None:
            return self.talked_seconds
        return max(0, int((now - self.since).total_seconds()))

    def talked(self, now: datetime) -> int:
        """Return the seconds of conversation so far."""
        return self.seconds(now) if self.stage is Stage.ON_CALL else self.talked_seconds


NO_CALL = PresentCall()
"""Nobody has been dialled yet."""

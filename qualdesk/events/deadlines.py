"""What has happened at its time."""

from dataclasses import dataclass

from qualdesk.domain.deadline import Ending


@dataclass(frozen=True, slots=True)
class MetDeadline:
    """What was due was done, or was no longer to be done."""

    deadline_id: int
    ending: Ending


@dataclass(frozen=True, slots=True)
class PutDeadlineOff:
    """It is tried again later."""

    deadline_id: int


@dataclass(frozen=True, slots=True)
class KeptWallTimes:
    """The promises of these leads were moved to the time agreed: a zone has new rules."""

    lead_ids: tuple[int, ...]

"""Who was barred, and who no longer is."""

from dataclasses import dataclass, field

from qualdesk.domain.outcome import Medium, SuppressionScope


@dataclass(frozen=True, slots=True)
class AddedSuppression:
    """Somebody must not be called and/or mailed any more; `is_new` False if that stood already."""

    scope: SuppressionScope
    value: str
    medium: Medium
    is_new: bool
    leads_closed: int = 0
    leads_to_find_out: int = 0
    mails_cancelled: int = 0


@dataclass(frozen=True, slots=True)
class LiftedSuppression:
    """Somebody may be called and mailed again; these leads are queued again."""

    suppression_ids: tuple[int, ...]
    lead_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StartedSuppressionList:
    """A list of whom not to contact was opened for reading in."""

    list_id: int


@dataclass(frozen=True, slots=True)
class SuppressedRows:
    """One part of a list was read in; `counts` says what became of its rows and their leads."""

    list_id: int
    row_count: int
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LiftedUnlisted:
    """What a register does not list any more was lifted; `count` 0 when nothing is left."""

    list_id: int
    count: int


@dataclass(frozen=True, slots=True)
class FinishedSuppressionList:
    """A list of whom not to contact was read to its end."""

    list_id: int

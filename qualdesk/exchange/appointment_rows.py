"""What an export of appointments holds of each: plain facts, the same for every format."""

from dataclasses import dataclass
from datetime import datetime

from qualdesk.domain.hand_off import HandOffState, MeetingMedium


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """One agreed meeting: who with whom, when, and what was said before."""

    hand_off_id: int
    appointment_id: int
    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    wall_time: str
    zone: str
    medium: MeetingMedium
    state: HandOffState
    is_cancelled: bool
    changed_at: datetime
    rep: str
    rep_email: str
    prospect: str
    prospect_email: str
    prospect_phone: str
    job_title: str
    company: str
    city: str
    campaign: str
    brief: str

"""What happened with a prospect as lines of a timeline: their day, their clock, who it was."""

from datetime import datetime
from zoneinfo import ZoneInfo

from qualdesk.domain.moments import day_words
from qualdesk.queries.timeline import Sign, TimelineRow
from qualdesk_ui.widgets.timeline import TimelineEntry
from qualdesk_ui.widgets.tone import Tone

_ICONS = {
    Sign.CALLED: "phone",
    Sign.MISSED: "phone-missed",
    Sign.VOICEMAIL: "voicemail",
    Sign.WRONG_NUMBER: "phone-off",
    Sign.DO_NOT_CALL: "ban",
    Sign.PROMISED: "calendar-clock",
    Sign.PUSHED: "send",
    Sign.NURTURED: "sprout",
    Sign.MAIL: "mail",
    Sign.LETTER: "mail-open",
    Sign.MEETING: "calendar-check",
    Sign.NOTE: "notebook-pen",
    Sign.CORRECTION: "corner-up-left",
    Sign.RETURNED: "corner-up-left",
    Sign.ACCEPTED: "check",
    Sign.NO_SHOW: "user",
    Sign.RESCHEDULED: "calendar-clock",
    Sign.DOWNLOAD: "file-text",
    Sign.INQUIRY: "message-circle-question-mark",
    Sign.STAND: "store",
    Sign.SEMINAR: "presentation",
    Sign.ONLINE_EVENT: "video",
    Sign.OBJECTION: "message-circle-question-mark",
}
_TONES = {Sign.ONLINE_EVENT: Tone.VIOLET, Sign.SEMINAR: Tone.VIOLET, Sign.DOWNLOAD: Tone.TEAL}


def timeline_entry(row: TimelineRow, zone: str, now: datetime) -> TimelineEntry:
    """Return one touch or response as it is shown to a caller."""
    there = ZoneInfo(zone)
    local, today = row.happened_at.astimezone(there), now.astimezone(there).date()
    days = (today - local.date()).days
    near = {0: f"{local:%H:%M}", 1: "Yesterday"}
    far = f"{local.day} {local:%b}" if local.year == today.year else f"{local:%b %Y}"
    is_recent = 0 <= days < 14  # noqa: PLR2004 (two weeks: the weekday still says something)
    when = near.get(days) or (day_words(local.date(), today) if is_recent else far)
    says_clock = row.is_unheard and row.person
    person = f"{row.person} · {local:%H:%M} their time" if says_clock else row.person
    lines = tuple(part for part in (row.words, person) if part)
    tone = _TONES.get(row.sign, Tone.SECONDARY)
    return TimelineEntry(_ICONS[row.sign], row.title, when, lines, tone)

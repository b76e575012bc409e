"""What was said of single leads, as the toast tells it and Ctrl+Z takes it back."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from qualdesk.domain.lead import Lane, LeadState
from qualdesk.domain.moments import clock_time, day_words, moment_words
from qualdesk.domain.touch import TouchKind
from qualdesk.events.close_outs import ClosedOutMany
from qualdesk.events.coming_in import HeardFrom
from qualdesk.events.hand_offs import AnsweredHandOff, SteppedOn
from qualdesk.events.newcomers import AddedProspect
from qualdesk.events.order import PutFirst, SkippedLead, SnoozedLead
from qualdesk.events.territories import ReassignedTerritory
from qualdesk_ui.widgets.paragraph import Run, RunLook

_AT_ONCE = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done with leads or a territory in one go; `behind` follows the name."""

    icon: str
    lead_ids: tuple[int, ...]
    name: str
    before: str
    behind: str
    at: datetime
    press: str = ""
    """The press that did something with a hand-off or a territory; it is taken back as a whole."""
    is_of_territory: bool = False
    is_of_coming: bool = False
    """Whether somebody came forward, and so came onto the call desk."""
    is_of_desk: bool = False
    """Whether it was done on the call desk, so that the lead comes back there."""
    list_id: int = 0
    """The list of one by which somebody was added; it is taken back as a whole."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The words of the toast, the name strong."""
        return (Run(self.before), Run(self.who, RunLook.STRONG), Run(self.behind))

    @property
    def words(self) -> str:
        """The same as plain text."""
        return "".join(run.text for run in self.runs)

    @property
    def who(self) -> str:
        """The name of the one prospect, or how many they are."""
        is_one = not self.lead_ids[1:]
        return self.name if is_one else f"{len(self.lead_ids)} prospects"

    def goes_with(self, later: "Deed") -> bool:
        """Whether a later deed is one of the same rows, chosen together."""
        is_alike = (self.icon, self.behind) == (later.icon, later.behind)
        is_alike = is_alike and not (self.press or self.list_id)
        return is_alike and later.at - self.at <= _AT_ONCE


def joined(one: Deed, other: Deed) -> Deed:
    """Return two deeds as one."""
    return replace(other, lead_ids=tuple(dict.fromkeys((*one.lead_ids, *other.lead_ids))))


def deed_of(event: object, person_name: str, now: datetime) -> Deed | None:
    """Return what can be taken back of an event; `person_name` is who works at this desk."""
    match event:
        case SkippedLead():
            goes = (
                f"goes to {event.given_to}" if event.given_to else "not offered to you again today"
            )
            behind = f" · {goes}"
            lead_ids = (event.lead_id,)
            return Deed("arrow-right", lead_ids, event.prospect_name, "Skipped ", behind, now)
        case SnoozedLead():
            behind = f" until {_until(event, now)}"
            lead_ids = (event.lead_id,)
            return Deed("clock", lead_ids, event.prospect_name, "Snoozed ", behind, now)
        case PutFirst():
            return _put_first(event, person_name, now)
        case AddedProspect():
            before, behind = _round_added(event)
            lead_ids = (event.lead_id,)
            name, list_id = event.prospect_name, event.list_id
            return Deed("plus", lead_ids, name, before, behind, now, list_id=list_id)
        case (
            SteppedOn() | AnsweredHandOff() | ClosedOutMany() | HeardFrom() | ReassignedTerritory()
        ):
            return _of_press(event, now)
        case _:
            return None


def _heard(event: HeardFrom, now: datetime) -> Deed:
    is_call = event.kind is TouchKind.CALL
    icon, behind = ("phone-incoming", " called us") if is_call else ("mail", " wrote to us")
    lead_ids, name = (event.lead_id,), event.prospect_name
    return Deed(icon, lead_ids, name, "", behind, now, event.deed, is_of_coming=True)


def _round_added(event: AddedProspect) -> tuple[str, str]:
    """Return what stands before and behind the name of who was added, or was known and joined."""
    if not event.was_known:
        if event.looks_like:
            return "Added ", _alike(event.looks_like)
        waits = " · waits under “To find out”" if event.lane is Lane.RESEARCH else ""
        return "Added ", f" to {event.campaign}{waits}"
    if event.state is LeadState.WITH_SALES:
        return "", " was known already and is with sales · the rep is told"
    if event.state is LeadState.CLOSED:
        return "", " was known already · the lead stays closed"
    return "", f" was known already · now in {event.campaign}"


def _alike(names: tuple[str, ...]) -> str:
    """Say whom they look like, and where that is decided."""
    who = names[0] if len(names) == 1 else f"{len(names)} others"
    return f" · looks like {who}: see “Entered twice”"


def _reassigned(event: ReassignedTerritory, now: datetime) -> Deed:
    verb = "covers" if event.is_covering else "has"
    behind = f" from {day_words(event.from_on, now.date())} on" if event.from_on else " now"
    behind += f" · {event.hand_offs_moved} offered again" if event.hand_offs_moved else ""
    before = f"{event.rep_name} {verb} "
    return Deed("users", (), event.name, before, behind, now, event.deed, is_of_territory=True)


def _of_press(
    event: SteppedOn | AnsweredHandOff | ClosedOutMany | HeardFrom | ReassignedTerritory,
    now: datetime,
) -> Deed:
    """Return what its press takes back as a whole."""
    match event:
        case AnsweredHandOff():
            return _answered(event, now)
        case ClosedOutMany():
            return _closed_out(event, now)
        case HeardFrom():
            return _heard(event, now)
        case ReassignedTerritory():
            return _reassigned(event, now)
        case SteppedOn():
            before, behind = event.words
            name, lead_ids = event.prospect_name, (event.lead_id,)
            return Deed("calendar-check", lead_ids, name, before, behind, now, event.deed)


def _answered(event: AnsweredHandOff, now: datetime) -> Deed:
    before = f"{event.rep_name}, {event.answer.label.lower()}: "
    behind = ""
    if event.next_at is not None:
        behind = f" · next step {moment_words(event.next_at, now, event.zone)}"
    lead_ids = (event.lead_id,)
    return Deed("calendar-check", lead_ids, event.prospect_name, before, behind, now, event.deed)


def _closed_out(event: ClosedOutMany, now: datetime) -> Deed:
    ways = (
        (event.by_email, "by e-mail"),
        (event.by_letter, "on paper"),
        (event.by_nobody, "without an answer"),
    )
    behind = "".join(f" · {count} {how}" for count, how in ways if count)
    behind += f" · {event.left} stay" if event.left else ""
    name = event.prospect_name
    return Deed("mail", event.lead_ids, name, "Closed out ", behind, now, event.deed)


def _put_first(event: PutFirst, person_name: str, now: datetime) -> Deed:
    comes = "comes" if len(event.lead_ids) == 1 else "come"
    icon, before, behind = "user", "Assigned ", f" to {event.caller_name}"
    if event.caller_name in {"", person_name}:
        icon, before, behind = "chevron-up", "", f" {comes} first"
        behind += "" if event.caller_name else " for everybody"
    return Deed(icon, event.lead_ids, event.prospect_name, before, behind, now)


def _until(event: SnoozedLead, now: datetime) -> str:
    words = moment_words(event.until, now, event.zone)
    clock = clock_time(event.until, event.zone)
    today = moment_words(now, now, event.zone).rpartition(", ")[0]
    return clock if words == f"{today}, {clock}" else words

"""Calling rules: tightened freely, loosened with a reason that is kept (RELIABILITY §5).

Neither a suppression nor a legal cap can be loosened here.
"""

from collections.abc import Mapping
from datetime import datetime, time

from sqlalchemy import insert

from qualdesk.commands.requests.rules import ChangeRule, RestoreRule
from qualdesk.commands.roles import must_be_team_lead
from qualdesk.domain.calling_rules import HOUSE_RULE, Hours
from qualdesk.domain.places import place_name
from qualdesk.errors import Conflict, InputError
from qualdesk.events.rules import ChangedRule, RestoredRule
from qualdesk.settings import calling_rules, read_hours
from qualdesk.store.rules import HOURS, change_of, hours_of, newest_by_law
from qualdesk.store.session import Session, command_id, rules_of_desk
from qualdesk.store.tables import RuleChange


def change_rule(session: Session, request: ChangeRule, now: datetime) -> ChangedRule:
    """Set other hours than a law's, for every desk from its next look on.

    Raises:
        Forbidden: if the person is no team lead.
        InputError: if there is no such rule, hours cannot be read, or looser ones have no reason.
        Conflict: if the hours are so already.
    """
    before = hours_of(newest_by_law(session).get(request.law))
    wanted = {name: _as_written(getattr(request, name)) or before[name] for name in HOURS}
    is_looser = _write(session, request, wanted, now)
    return ChangedRule(request.law, is_looser)


def restore_rule(session: Session, request: RestoreRule, now: datetime) -> RestoredRule:
    """Let a law's own hours hold again.

    Raises:
        Forbidden: if the person is no team lead.
        InputError: if there is no such rule, or its hours are looser and no reason is given.
        Conflict: if they hold already.
    """
    is_looser = _write(session, request, dict.fromkeys(HOURS, ""), now)
    return RestoredRule(request.law, is_looser)


def _write(
    session: Session,
    request: ChangeRule | RestoreRule,
    hours: Mapping[str, str],
    now: datetime,
) -> bool:
    """Write a change down; return whether it allows what was forbidden."""
    must_be_team_lead(session, request.person_id, "change calling hours")
    law, reason = request.law, request.reason.strip()
    before = rules_of_desk(session).by_id.get(law)
    if before is None:
        raise InputError(f"There is no calling rule “{law}”. Look at the list of rules.")
    after = calling_rules().by_id[law].changed(change_of(hours))
    if after == before:
        raise Conflict("The hours are so already. Nothing was changed.")
    is_looser = after.is_looser_than(before)
    if is_looser and not reason:
        raise InputError(
            f"This allows calls that {_whose(law)} forbid. Say why: the reason is kept with your name."
        )
    values = {"law": law, **hours, "is_looser": is_looser, "reason": reason, "changed_at": now}
    of = {"person_id": request.person_id, "command_id": command_id(session)}
    session.execute(insert(RuleChange).values(**values, **of))
    return is_looser


def _whose(law: str) -> str:
    return "our own hours" if law == HOUSE_RULE else f"the hours of {place_name(law)}"


def _as_written(text: str) -> str:
    """Return hours as they are kept, or nothing where nothing is said.

    Raises:
        InputError: if they cannot be read.
    """
    words = text.strip().lower()
    if not words:
        return ""
    try:
        hours = read_hours(words)
    except ValueError:
        hours = None
    if hours is None or not _is_in_order(hours):
        raise InputError(
            f"“{text}” are no hours. Write 08:00-20:00, or 10:00-13:00, 14:00-20:00, none or any."
        )
    return hours.words


def _is_in_order(hours: Hours) -> bool:
    """Whether each span ends after it begins, and none begins before the last one has ended."""
    ends = [time.min, *(end for _start, end in hours.spans)]
    return all(last <= start < end for last, (start, end) in zip(ends, hours.spans, strict=False))

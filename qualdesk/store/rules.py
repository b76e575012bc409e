"""The calling rules in force: those that ship, with the hours that team leads have set otherwise."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from qualdesk.domain.calling_rules import HoursChange, Rules
from qualdesk.settings import calling_rules, read_hours
from qualdesk.store.columns import table_of
from qualdesk.store.prepared import Prepared
from qualdesk.store.tables import RuleChange

HOURS = ("weekdays", "saturday", "sunday", "holidays")
"""What of a rule can be set otherwise, by its column."""


def newest_change(session: Session) -> int:
    """Return the id of the newest change of a rule, 0 where none was made."""
    return int(_NEWEST.value(session, {}))


def rules_now(session: Session) -> Rules:
    """Read the rules as this session sees them."""
    shipped = calling_rules().by_id
    changed = {
        law: shipped[law].changed(change_of(hours_of(one)))
        for law, one in newest_by_law(session).items()
        if law in shipped
    }
    return Rules(MappingProxyType({**shipped, **changed})) if changed else calling_rules()


def hours_of(change: RuleChange | None) -> dict[str, str]:
    """Return what a change has set, by column; nothing where the law's hours stand."""
    return {name: getattr(change, name) for name in HOURS} if change else dict.fromkeys(HOURS, "")


def change_of(words: Mapping[str, str]) -> HoursChange:
    """Return hours as they are written down, by column."""
    return HoursChange(**{name: read_hours(one) for name, one in words.items() if one})


def newest_by_law(session: Session) -> dict[str, RuleChange]:
    """Return the change that holds for each law that has one."""
    newest = select(func.max(RuleChange.id)).group_by(RuleChange.law)
    found = session.scalars(select(RuleChange).where(RuleChange.id.in_(newest)))
    return {one.law: one for one in found}


_RULES = table_of(RuleChange)
_NEWEST = Prepared(select(func.coalesce(func.max(_RULES.c.id), 0)))

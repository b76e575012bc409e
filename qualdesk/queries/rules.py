"""The calling rules as a team lead sees them: hours, source, and who set them otherwise and why."""

from dataclasses import dataclass
from datetime import date, datetime

from qualdesk.domain.calling_rules import ANY_TIME, HOUSE_RULE, Rule
from qualdesk.domain.places import place_name
from qualdesk.queries.people import people
from qualdesk.store.rules import newest_by_law
from qualdesk.store.session import Session, rules_of_desk
from qualdesk.store.tables import RuleChange


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule in force; `changed_by` is nothing where the law's own hours stand."""

    law: str
    name: str
    weekdays: str
    saturday: str
    sunday: str
    holidays: str
    source: str
    confidence: str
    read_on: date
    changed_by: str = ""
    changed_at: datetime | None = None
    reason: str = ""


def calling_rule_rows(session: Session, *, on: date) -> list[RuleRow]:
    """Return every rule as it stands on a day, the firm's own hours first."""
    names = {one.id: one.name for one in people(session)}
    changes = newest_by_law(session)
    return [
        _row(law, rule, changes.get(law), names, on)
        for law, rule in rules_of_desk(session).by_id.items()
    ]


def _row(
    law: str, rule: Rule, change: RuleChange | None, names: dict[int, str], on: date
) -> RuleRow:
    week = rule.week_on(on)
    return RuleRow(
        law=law,
        name="Our own hours" if law == HOUSE_RULE else place_name(law),
        weekdays=week.weekdays.words,
        saturday=week.saturday.words,
        sunday=week.sunday.words,
        holidays=(rule.holidays or ANY_TIME).words,
        source=rule.source,
        confidence=rule.confidence,
        read_on=rule.read_on,
        changed_by=names.get(change.person_id, "") if change else "",
        changed_at=change.changed_at if change else None,
        reason=change.reason if change else "",
    )

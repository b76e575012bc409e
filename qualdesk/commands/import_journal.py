"""The journal of a list: what became of every line, what it added, and every problem."""

from dataclasses import astuple

from qualdesk.commands.import_fates import Fate, Plan
from qualdesk.store.bulk import Bulk, Values
from qualdesk.store.session import Session
from qualdesk.store.tables import ImportedRow, ImportProblem

_NOTHING: Values = (False, False, False, None)


def add_journal(session: Session, plan: Plan, list_id: int, members: set[int]) -> None:
    """Write down what became of every line, what it added, and every problem."""
    fates = {fate.row.line: fate for fate in plan.fates}
    _ROWS.add(
        session,
        (
            (
                list_id,
                line,
                prospect.id if prospect else None,
                row.consent if row else "",
                row.source if row else "",
                *_added_by(fates.get(line), members),
            )
            for line, prospect, row in plan.lines
        ),
    )
    _PROBLEMS.add(session, ((list_id, *astuple(one)) for one in plan.problems))


def _added_by(fate: Fate | None, members: set[int]) -> Values:
    """Return what a line added, so that it can be taken away again."""
    if fate is None:
        return _NOTHING
    adds_account = fate.prospect.account.is_new
    if fate.is_new:
        return (True, adds_account, False, None)
    is_member = fate.prospect.id in members
    return (False, adds_account, is_member, fate.prospect.new_phones)


_ROWS = Bulk(
    ImportedRow,
    *("list_id", "line", "prospect_id", "consent", "source"),
    *("adds_prospect", "adds_account", "adds_member", "adds_numbers"),
)
_PROBLEMS = Bulk(ImportProblem, "list_id", "line", "column", "kind", "value", "message")

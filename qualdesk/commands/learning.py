"""Learning: what answers correct of a prospect or account, and whom they name, kept with its press."""

from sqlalchemy import delete, select

from qualdesk.commands.case import Case
from qualdesk.commands.requests.calls import Call, ReachGatekeeper
from qualdesk.domain.answer_values import named
from qualdesk.domain.naming import name_parts
from qualdesk.domain.script import carried
from qualdesk.domain.suppression import domain_of
from qualdesk.domain.write_back import CONTACT, DECISION_MAKER, Update, updates
from qualdesk.store.agreed import script_of
from qualdesk.store.answers import answers_of
from qualdesk.store.session import Session, command_id
from qualdesk.store.tables import Account, Lead, Learned, Prospect


def learn(session: Session, case: Case, call: Call) -> bool:
    """Write back what this call was told and no earlier one; return whether anything changed.

    An answer that an earlier call had already is not new: it never overwrites what was corrected
    by hand since.
    """
    if not call.answers:
        return False
    script = script_of(session, case.script_id)
    before = carried(script, answers_of(session, case.lead_id), case.today)
    found = [
        one
        for one in updates(script, {**before, **call.answers}, case.today)
        if before.get(one.step) != call.answers.get(one.step, before.get(one.step))
    ]
    # Each is applied, whether or not an earlier one changed anything.
    learned = [_apply(session, call.lead_id, one) for one in found]
    return any(learned)


def keep_decision_maker(session: Session, request: ReachGatekeeper) -> None:
    """Keep whom a gatekeeper named as the one who decides, with the role if it was said."""
    person = named(request.decision_maker)
    if person is not None:
        _apply(session, request.call.lead_id, Update("", DECISION_MAKER, person.kept()))


def fill(session: Session, lead_id: int, field: str, value: str) -> None:
    """Write a field of a lead's prospect, such as `prospect.email`, if nothing stands there."""
    prospect = session.get_one(Prospect, session.get_one(Lead, lead_id).prospect_id)
    if value and not _known(session, prospect, field):
        _apply(session, lead_id, Update("", field, value))


def keep_learned(
    session: Session, lead_id: int, update: Update, before: str, contact_id: int | None = None
) -> None:
    """Keep what this press has corrected, or whom it added, so that it can be put back."""
    session.add(
        Learned(
            command_id=command_id(session),
            lead_id=lead_id,
            prospect_id=session.get_one(Lead, lead_id).prospect_id,
            field=update.field,
            before=before,
            after=update.value,
            contact_id=contact_id,
        )
    )
    session.flush()


def unlearn(session: Session, of_command: str) -> None:
    """Put back what a press had corrected, unless it was corrected again; people named stay known."""
    ours = select(Learned).where(Learned.command_id == of_command, Learned.contact_id.is_(None))
    for row in session.scalars(ours.order_by(Learned.id.desc())).all():
        prospect = session.get_one(Prospect, row.prospect_id)
        if _known(session, prospect, row.field) == row.after:
            _put(session, prospect, row.field, row.before)
    session.flush()


def forget_learned(session: Session, of_command: str) -> None:
    """Put back what a press had corrected, and keep no note of it: its lead may go, too."""
    unlearn(session, of_command)
    session.execute(delete(Learned).where(Learned.command_id == of_command))


def _apply(session: Session, lead_id: int, update: Update) -> bool:
    """Carry out one update and keep what it changed; return whether it changed anything."""
    prospect = session.get_one(Prospect, session.get_one(Lead, lead_id).prospect_id)
    before, contact_id = "", None
    if update.field in {DECISION_MAKER, CONTACT}:
        contact_id = _add_contact(session, prospect, update.value)
        is_new = contact_id is not None
    else:
        before = _known(session, prospect, update.field)
        _put(session, prospect, update.field, update.value)
        is_new = before != _known(session, prospect, update.field)
    if is_new:
        keep_learned(session, lead_id, update, before, contact_id)
    return is_new


def _add_contact(session: Session, prospect: Prospect, kept: str) -> int | None:
    """Add the person at the prospect's site; None for one who is known there already."""
    person = named(kept)
    here = session.execute(
        select(Prospect.first_name, Prospect.last_name).where(
            Prospect.account_id == prospect.account_id
        )
    )
    known = {f"{first} {last}".strip().casefold() for first, last in here}
    if person is None or person.name.casefold() in known:
        return None
    first_name, last_name = name_parts(person.name)
    contact = Prospect(
        account_id=prospect.account_id,
        site_id=prospect.site_id,
        first_name=first_name,
        last_name=last_name,
        job_title=person.role,
    )
    session.add(contact)
    session.flush()
    return contact.id


def _known(session: Session, prospect: Prospect, field: str) -> str:
    """Return what is known of a field, as text."""
    thing, name = _place(session, prospect, field)
    value = getattr(thing, name)
    return "" if value is None else str(value)


def _put(session: Session, prospect: Prospect, field: str, value: str) -> None:
    thing, name = _place(session, prospect, field)
    setattr(thing, name, (int(value) if value else None) if name == _COUNTED else value)
    if name == "email":
        prospect.email_domain = domain_of(prospect.email)
    session.flush()


def _place(session: Session, prospect: Prospect, field: str) -> tuple[Prospect | Account, str]:
    owner, _, name = field.partition(".")
    is_theirs = owner == "prospect"
    return (prospect if is_theirs else session.get_one(Account, prospect.account_id)), name


_COUNTED = "size"
"""The one field that is a number."""

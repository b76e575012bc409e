"""To find out: a number, or a name, that was missing is added and the lead can be called."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select

from qualdesk.commands.case import load_case
from qualdesk.commands.requests.dialling import AddNumber
from qualdesk.domain.lead import Lane
from qualdesk.domain.naming import prospect_name
from qualdesk.domain.phone import Phone, kind_of, read_phone
from qualdesk.errors import InputError
from qualdesk.events.dialling import FoundNumber
from qualdesk.store.leads import write_image
from qualdesk.store.queue_index import index_leads
from qualdesk.store.session import Session
from qualdesk.store.tables import Number, Prospect, ProspectNumber, Site
from qualdesk.store.upsert import upsert


def add_number(session: Session, request: AddNumber, now: datetime) -> FoundNumber:
    """Give a prospect a number, and a name if one was found; queue its lead as fresh.

    Raises:
        InputError: if the number is not valid in the region.
    """
    case = load_case(session, request.lead_id, now)
    prospect = session.get_one(Prospect, case.prospect_id)
    region = request.region or session.get_one(Site, prospect.site_id).country
    phone = read_phone(request.number, region).phone
    if phone is None:
        raise InputError(f"“{request.number}” is no valid number. Type it with its country, +…")
    prospect.first_name = request.first_name or prospect.first_name
    prospect.last_name = request.last_name or prospect.last_name
    session.flush()
    _add_pair(session, prospect.id, phone)
    if case.image.lane is Lane.RESEARCH:
        image = replace(case.image, lane=Lane.FRESH, due_at=now)
        write_image(session, case.lead_id, image, version=case.version, now=now)
    else:
        index_leads(session, [case.lead_id], now)
    name = prospect_name(prospect.first_name, prospect.last_name, case.company)
    return FoundNumber(case.lead_id, name)


def _add_pair(session: Session, prospect_id: int, phone: Phone) -> None:
    session.execute(upsert(session, Number).values(e164=phone).on_conflict_do_nothing())
    number_id = session.execute(select(Number.id).where(Number.e164 == phone)).scalar_one()
    last = session.scalar(
        select(func.max(ProspectNumber.position)).where(ProspectNumber.prospect_id == prospect_id)
    )
    pair = upsert(session, ProspectNumber).values(
        prospect_id=prospect_id,
        number_id=number_id,
        label=kind_of(phone),
        position=0 if last is None else last + 1,
    )
    session.execute(
        pair.on_conflict_do_update(
            index_elements=["prospect_id", "number_id"], set_={"wrong_at": None}
        )
    )

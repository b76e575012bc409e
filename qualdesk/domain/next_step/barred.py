"""What follows from a suppression, and when it ends: the ways that are left."""

from dataclasses import dataclass, replace
from datetime import datetime

from qualdesk.domain.lead import Lane, LeadImage, LeadState, Resolution
from qualdesk.domain.next_step.conversations import closed
from qualdesk.domain.next_step.steps import Circumstances, nurtured, part_after, queued
from qualdesk.domain.next_step.tries import to_find_out


@dataclass(frozen=True, slots=True)
class WaysLeft:
    """By which ways a prospect may still be reached after a suppression."""

    has_number: bool
    """A number that may be dialled now, or once its suppression ends."""
    may_have_other_number: bool
    """Only numbers are barred, not the person: another one may be found out."""
    has_mail: bool
    is_mail_barred: bool
    is_company_barred: bool = False


def after_do_not_call(lead: LeadImage, seen: Circumstances) -> LeadImage:
    """Close only if no allowed medium is left: else the next number, or nurture by mail."""
    if seen.has_callable_number:
        return queued(lead, seen, Lane.RETRY, part_after(seen, seen.cadence.no_answer_days))
    if seen.has_mail:
        return _by_mail(lead, seen)
    return closed(lead, seen, Resolution.DO_NOT_CONTACT)


def after_suppression(lead: LeadImage, seen: Circumstances, ways: WaysLeft) -> LeadImage:
    """Keep a lead that has a number; else find another one out, go on by mail, or end it.

    What is merely unknown can be found out; what is barred cannot (DESIGN §5, outcome 0).
    """
    if ways.has_number:
        return lead
    if ways.is_company_barred:
        return closed(lead, seen, Resolution.DO_NOT_CONTACT)
    if ways.may_have_other_number and not ways.is_mail_barred:
        return lead if lead.lane is Lane.RESEARCH else to_find_out(lead, seen)
    if ways.has_mail:
        return _by_mail(lead, seen)
    return closed(lead, seen, Resolution.DO_NOT_CONTACT)


def callable_again(lead: LeadImage, now: datetime) -> LeadImage:
    """Call a lead whose number is free again: at once, or at its check-in when it is nurtured."""
    if lead.state is LeadState.NURTURE:
        return replace(lead, lane=Lane.CHECK_IN)
    return replace(lead, lane=Lane.RETRY if lead.attempts else Lane.FRESH, due_at=now)


def _by_mail(lead: LeadImage, seen: Circumstances) -> LeadImage:
    kept_warm = nurtured(lead, seen, seen.now + seen.cadence.check_in_after)
    return replace(kept_warm, lane=Lane.RESEARCH)

"""Every letter there is, filled with hostile words, over a real line: it arrives as plain text."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import update

from qualdesk.commands.held_mail import WrittenMail, queue_mail
from qualdesk.domain.mail import Letter, MailKind
from qualdesk.domain.outcome import CloseOutReason
from qualdesk.exchange.ics import Meeting, cancellation_ics, invitation_ics
from qualdesk.exchange.letters_file import PrintedLetter, letters_html
from qualdesk.jobs.sending import send_due_mail
from qualdesk.mail.letters import (
    cancellation_letter,
    close_out_letter,
    company_letter,
    correction_letter,
    handed_on_letter,
    heard_from_letter,
    invitation_letter,
    joining_letter,
    offer_letter,
    taken_over_letter,
    told_letter,
    track_fields,
    track_letter,
    tried_letter,
)
from qualdesk.paths import resource
from qualdesk.store.session import Database
from qualdesk.store.tables import Outbox
from qualdesk.store.tracks import shipped_tracks
from tests.builders import writing
from tests.qualdesk.mailing import FIRM, NOW, Server, a_lead, serving
from tests.real_lists import real_list

HOSTILE = (
    "{{ 7 * 7 }} {% for x in y %} {{ ''.__class__.__mro__ }} {# gone #}",
    "Anna\r\nBcc: everybody@firm.example\r\n\r\nFree money",
    "Anna\nSubject: Free money\n.\nQUIT\n..\nFrom here",
    "<script>alert(1)</script> <b>bold</b> & <img src=x onerror=alert(1)>",
    '=HYPERLINK("http://x.example") %(name)s {0} ${HOME} \\n',
    "\N{RIGHT-TO-LEFT OVERRIDE}txt.exe \u2028\u2029 Zoë Ünal 田中さん 😀",
    "a" * 2_000,
)


Written = dict[str, tuple[MailKind, Letter, str]]
"""By template: what for, the words, and the calendar entry that goes along."""


def letters(words: str) -> Written:
    """Return every mail the program writes, each of its fields filled with these words."""
    return {
        **_to_prospects(words),
        **_about_meetings(words),
        **_to_reps(words),
        **_of_tracks(words),
    }


def _greeted(words: str) -> dict[str, str]:
    return {"salutation": words, "caller": words, "firm": words, "offer": words}


def _to_prospects(words: str) -> Written:
    greeted = _greeted(words)
    joining = joining_letter(**greeted, when=words, joining=words)
    return {
        "tried": (MailKind.TRIED, tried_letter(**greeted), ""),
        "joining": (MailKind.JOINING, joining, ""),
        **{
            f"close_out_{reason}": (MailKind.CLOSE_OUT, close_out_letter(reason, **greeted), "")
            for reason in CloseOutReason
        },
    }


def _about_meetings(words: str) -> Written:
    meeting = Meeting(
        uid="u",
        sequence=1,
        summary=words,
        starts_at=NOW,
        ends_at=NOW + timedelta(hours=1),
        zone="Europe/Berlin",
        rep=(words, "jonas@x.example"),
        prospect=(words, "maria@x.example"),
    )
    comes, goes = invitation_ics(meeting, NOW), cancellation_ics(meeting, NOW)
    names = {"prospect": words, "rep": words, "when": words}
    invitation = invitation_letter(**names, offer=words, caller=words)
    cancellation = cancellation_letter(**names, caller=words)
    correction = correction_letter(salutation=words, about=words, caller=words, is_meeting=True)
    offer = offer_letter(**names, company=words, brief=words)
    return {
        "invitation": (MailKind.INVITATION, invitation, comes),
        "cancellation": (MailKind.CANCELLATION, cancellation, goes),
        "offer": (MailKind.OFFER, offer, comes),
        "correction": (MailKind.CORRECTION, correction, goes),
    }


def _to_reps(words: str) -> Written:
    names = {"prospect": words, "rep": words, "when": words}
    told = {"prospect": words, "company": words, "rep": words}
    news = {
        "told": told_letter(**told, words=words),
        "heard_from": heard_from_letter(**told, how="called", caller=words),
        "taken_over": taken_over_letter(**told, former=words, brief=words, when=words),
        "handed_on": handed_on_letter(**names, former=words),
        "company_barred": company_letter(**told, caller=words, is_barred=True),
        "company_closed": company_letter(**told, caller=words, is_barred=False),
    }
    return {name: (MailKind.REP_NEWS, letter, "") for name, letter in news.items()}


def _of_tracks(words: str) -> Written:
    fields = track_fields(**_greeted(words), first_name=words, company=words, about=words)
    return {
        f"{track.id}-{step.id}": (MailKind.NURTURE, track_letter(step, fields), "")
        for track in shipped_tracks()
        for step in track.touches
        if step.kind.is_written
    }


def test_no_template_is_left_out() -> None:
    shipped = {path.stem for path in Path(str(resource("letters", ""))).glob("*.txt")}
    tested = set(letters("x"))
    assert shipped - tested == {"nurture"}  # the frame of every step of a track


@contextmanager
def a_round(database: Database, words: str) -> Iterator[dict[str, EmailMessage]]:
    """Send every letter, filled with these words, through a real server; lend what arrived."""
    with writing(database) as session:
        session.execute(update(Outbox).values(state="cancelled"))
        for name, (kind, letter, calendar) in letters(words).items():
            address = f"{name.replace('_', '-')}@arrived.example"
            to = (words, address)
            queue_mail(
                session, WrittenMail(kind, 1, 1, to, letter.subject, letter.body, NOW, calendar)
            )
    with serving(Server()) as server:
        report = send_due_mail(database, server.transport(), NOW)
    assert report.failed_to == ()
    messages = [message_from_bytes(one, policy=default) for one in server.arrived]
    yield {str(one["To"].addresses[0].username): one for one in messages}


def arrives_as_plain_text(name: str, words: str, message: EmailMessage) -> None:
    body = message.get_body(("plain",))
    assert body is not None, name
    assert " ".join(words.split()) in " ".join(body.get_content().split()), name
    assert body.get_content().count(FIRM.postal_address) == 1, name
    for header in ("From", "To", "Subject", "Date", "Message-ID"):
        assert len(message.get_all(header, [])) == 1, (name, header)
    assert message["Bcc"] is None, name
    assert message["Cc"] is None, name
    assert len(message["To"].addresses) == 1, name
    assert not [part for part in message.walk() if part.get_content_type() == "text/html"], name


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_in_every_letter_arrive_as_plain_text(
    sqlite_database: Database, words: str
) -> None:
    a_lead(sqlite_database)
    with a_round(sqlite_database, words) as arrived:
        assert len(arrived) == len(letters(words))
        for name, message in arrived.items():
            arrives_as_plain_text(name, words, message)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_on_paper(words: str) -> None:
    page = letters_html([PrintedLetter(words, words, words, words)], NOW.date()).decode()
    assert "<script>" not in page
    assert "<img" not in page


@pytest.mark.real_lists
def test_a_list_of_naughty_strings_arrives_as_plain_text_in_every_letter(
    sqlite_database: Database,
) -> None:
    naughty: list[str] = json.loads(real_list("../text/blns.json").read_text())
    a_lead(sqlite_database)
    # Many at once: what is hostile in one string is not softened by its neighbours.
    for start in range(0, len(naughty), 130):
        words = "\n".join(one.strip() for one in naughty[start : start + 130]).strip()
        with a_round(sqlite_database, words) as arrived:
            assert len(arrived) == len(letters(words))
            for name, message in arrived.items():
                arrives_as_plain_text(name, words, message)

"""Parsing what comes in: replies, reports, answers of calendars, and what is no mail at all."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from qualdesk.domain.received import MeetingAnswer, ReceivedKind
from qualdesk.mail.parsing import LONGEST_TEXT, incoming_mail
from tests.qualdesk.received_mails import (
    automatic,
    bounced,
    calendar_reply,
    reply,
    with_charset,
)
from tests.real_lists import real_list


def test_a_reply_is_what_they_wrote_without_what_they_answer() -> None:
    mail = incoming_mail(reply("<one@x.example>", "Yes, in March.\n\nOn Wed, Priya wrote:\n> Dear"))
    assert mail.kind is ReceivedKind.REPLY
    assert mail.words == "Yes, in March."
    assert mail.references == ("<one@x.example>",)
    assert mail.from_address == "maria.keller@bergmann-molkerei.example"
    assert mail.sent_at == datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize("words", ["Stop", "STOP.\n\n> Dear Ms", "unsubscribe", "Abmelden!"])
def test_one_word_asks_to_stop(words: str) -> None:
    assert incoming_mail(reply("<one@x.example>", words)).kind is ReceivedKind.STOP


def test_the_word_in_a_sentence_asks_for_nothing() -> None:
    words = "We will stop the line in March, call then."
    assert incoming_mail(reply("<one@x.example>", words)).kind is ReceivedKind.REPLY


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated; reason=x",
        "Precedence: bulk",
        "X-Autoreply: yes",
        "Return-Path: <>",
    ],
)
def test_a_program_that_answers_is_no_reply(header: str) -> None:
    assert incoming_mail(automatic(header)).kind is ReceivedKind.AUTOMATIC


@pytest.mark.parametrize("subject", ["Out of office", "Automatic reply: Thank you", "Abwesenheit"])
def test_an_absence_says_so_in_its_subject(subject: str) -> None:
    content = reply("<one@x.example>", "I am away", subject=subject)
    assert incoming_mail(content).kind is ReceivedKind.AUTOMATIC


def test_what_a_person_sends_is_not_automatic() -> None:
    assert incoming_mail(automatic("Auto-Submitted: no")).kind is ReceivedKind.REPLY


def test_a_report_names_recipient_reason_and_the_mail_that_came_back() -> None:
    mail = incoming_mail(bounced("<one@x.example>", "maria@x.example"))
    assert mail.kind is ReceivedKind.BOUNCE
    assert mail.bounce is not None
    assert mail.bounce.recipient == "maria@x.example"
    assert mail.bounce.words == "550 5.1.1 No such person"
    assert mail.bounce.message_id == "<one@x.example>"


@pytest.mark.parametrize(("action", "status"), [("delayed", "4.4.1"), ("failed", "4.2.2")])
def test_a_server_that_goes_on_trying_is_only_a_delay(action: str, status: str) -> None:
    content = bounced("<one@x.example>", "maria@x.example", action=action, status=status)
    assert incoming_mail(content).kind is ReceivedKind.DELAY


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        ("ACCEPTED", MeetingAnswer.ACCEPTED),
        ("DECLINED", MeetingAnswer.DECLINED),
        ("TENTATIVE", MeetingAnswer.TENTATIVE),
    ],
)
def test_a_calendar_answers_an_invitation(status: str, answer: MeetingAnswer) -> None:
    mail = incoming_mail(calendar_reply("uid-1", "maria@x.example", status, sequence=2))
    assert mail.kind is ReceivedKind.ANSWER
    assert mail.answer is not None
    assert (mail.answer.uid, mail.answer.attendee) == ("uid-1", "maria@x.example")
    assert (mail.answer.answer, mail.answer.sequence) == (answer, 2)


def test_a_calendar_suggests_another_time() -> None:
    mail = incoming_mail(calendar_reply("uid-1", "maria@x.example", "COUNTER"))
    assert mail.answer is not None
    assert mail.answer.answer is MeetingAnswer.COUNTER
    assert mail.answer.proposed_at == datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def test_an_invitation_of_theirs_answers_nothing() -> None:
    content = calendar_reply("uid-1", "maria@x.example", "ACCEPTED", method="REQUEST")
    assert incoming_mail(content).answer is None


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "x-unknown", "utf-16", "koi8-r", ""])
def test_a_wrong_or_unknown_charset_still_gives_words(charset: str) -> None:
    mail = incoming_mail(with_charset(charset, "Zoë rief an".encode()))
    assert mail.is_readable
    assert mail.kind is ReceivedKind.REPLY


HOSTILE = {
    "empty": b"",
    "nul": b"\0" * 1000,
    "no header": b"\r\n\r\nwords",
    "broken mime": b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n--x\r\nContent-",
    "deep": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(5_000)
    ),
    "broken base64": b"Content-Transfer-Encoding: base64\r\n\r\n=====%%%",
    "broken date": b"Date: Mon, 99 Foo 99999999999 99:99:99 +9999\r\n\r\nx",
    "broken subject": b"Subject: =?utf-8?B?%%%?= =?x-none?Q?=FF?=\r\n\r\nx",
    "many references": b"References: " + b"<a@b> " * 100_000 + b"\r\n\r\nx",
    "8 bit header": b"Subject: \xff\xfe\xe9\r\nFrom: \xff@\xfe\r\n\r\n\xff",
    "long line": b"Subject: " + b"a" * 900_000 + b"\r\n\r\nx",
    "report of nothing": b"Content-Type: message/delivery-status\r\n\r\nwords",
    "calendar of nothing": b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY",
    "calendar with odd numbers": (
        b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        b"UID:x\r\nSEQUENCE:99999999999999999999x\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.c\r\n"
        b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    ),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_mail_is_told_and_raises_nothing(content: bytes) -> None:
    mail = incoming_mail(content)
    assert len(mail.words) <= LONGEST_TEXT
    json.dumps([mail.subject, mail.words, mail.from_address]).encode("utf-8")
    assert "\0" not in mail.subject + mail.words + mail.from_address


@given(content=some.binary(max_size=400))
def test_any_bytes_raise_nothing(content: bytes) -> None:
    mail = incoming_mail(b"From: maria@x.example\r\n" + content)
    (mail.subject + mail.words + mail.from_address).encode("utf-8")


@pytest.mark.real_lists
def test_naughty_strings_raise_nothing_anywhere() -> None:
    naughty: list[str] = json.loads(real_list("../text/blns.json").read_text())
    for words in naughty:
        raw = words.encode("utf-8", "surrogatepass")
        line = raw.replace(b"\r", b"").replace(b"\n", b"")
        for content in (
            b"From: maria@x.example\r\n\r\n" + raw,
            b"From: " + line + b"\r\nSubject: " + line + b"\r\nReferences: " + line + b"\r\n\r\nx",
            b"From: m@x.example\r\nContent-Type: text/html; charset=" + line + b"\r\n\r\n" + raw,
            b"From: m@x.example\r\nContent-Type: text/calendar\r\n\r\n" + raw,
        ):
            mail = incoming_mail(content)
            (mail.subject + mail.words + mail.from_address).encode("utf-8")

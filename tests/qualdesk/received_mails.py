"""Builders for mails that come in, as mail programs and servers write them."""

from tests.qualdesk.mailing import ADDRESS

DATE = "Wed, 18 Nov 2026 10:00:00 +0100"


def reply(
    answers: str,
    words: str,
    *,
    sender: str = ADDRESS,
    subject: str = "Re: Thank you",
    message_id: str = "<reply@bergmann-molkerei.example>",
) -> bytes:
    """Return a reply to a mail, named by its id; without one it is a mail of their own."""
    follows = f"In-Reply-To: {answers}\r\nReferences: {answers}\r\n" if answers else ""
    text = words.replace("\n", "\r\n")
    return (
        f"From: Maria Keller <{sender}>\r\nTo: desk@aldergrove.example\r\nDate: {DATE}\r\n"
        f"Message-ID: {message_id}\r\nSubject: {subject}\r\n{follows}"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    ).encode()


def automatic(header: str, answers: str = "<one@aldergrove.example>") -> bytes:
    """Return an answer of a program, told by one header."""
    return f"{header}\r\n".encode() + reply(answers, "I am away until Monday", subject="Re: x")


def bounced(
    original: str, recipient: str, *, action: str = "failed", status: str = "5.1.1"
) -> bytes:
    """Return a delivery report (RFC 3464) with the headers of the mail that came back."""
    return (
        "From: MAILER-DAEMON@mx.example\r\nReturn-Path: <>\r\nSubject: Undelivered Mail\r\n"
        f"Date: {DATE}\r\nMessage-ID: <report@mx.example>\r\nMIME-Version: 1.0\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n"
        "--r\r\nContent-Type: text/plain\r\n\r\nI could not deliver it.\r\n"
        "--r\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; 550 {status} No such person\r\n\r\n"
        "--r\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {original}\r\nSubject: Thank you\r\n\r\n--r--\r\n"
    ).encode()


def calendar_reply(
    uid: str,
    attendee: str,
    status: str,
    *,
    sequence: int = 0,
    method: str = "",
    answers: str = "",
) -> bytes:
    """Return what a calendar answers (RFC 5546); COUNTER suggests Fri 20 Nov, 10:00 in Berlin."""
    is_counter = status == "COUNTER"
    partstat = "TENTATIVE" if is_counter else status
    kind = method or ("COUNTER" if is_counter else "REPLY")
    follows = f"In-Reply-To: {answers}\r\n" if answers else ""
    return (
        f"From: {attendee}\r\nDate: {DATE}\r\nMessage-ID: <answer-{status}-{sequence}@x.example>\r\n"
        f"Subject: {status.title()}: meeting\r\n{follows}MIME-Version: 1.0\r\n"
        "Content-Type: multipart/alternative; boundary=a\r\n\r\n"
        "--a\r\nContent-Type: text/plain\r\n\r\n\r\n"
        f"--a\r\nContent-Type: text/calendar; method={kind}; charset=utf-8\r\n\r\n"
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//X//X//EN\r\nMETHOD:{kind}\r\n"
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nSEQUENCE:{sequence}\r\nDTSTAMP:20261118T090000Z\r\n"
        "DTSTART:20261120T090000Z\r\nDTEND:20261120T093000Z\r\n"
        f"ATTENDEE;PARTSTAT={partstat}:mailto:{attendee}\r\n"
        "ORGANIZER:mailto:desk@aldergrove.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n--a--\r\n"
    ).encode()


def with_charset(charset: str, content: bytes) -> bytes:
    """Return a mail whose bytes need not be what its header says."""
    head = f"From: {ADDRESS}\r\nSubject: Hello\r\nContent-Type: text/plain; charset={charset}"
    return f"{head}\r\n\r\n".encode() + content

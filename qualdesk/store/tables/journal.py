"""The journal: every press once, every mail once, every import with its problems."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.mail import MailChoice, MailKind, MailState
from qualdesk.store.columns import PrimaryKey, Table, one_of


class Command(Table):
    """A press: carried out exactly once, its event kept for whoever asks again."""

    __tablename__ = "command"

    id: Mapped[str] = mapped_column(primary_key=True)
    """The UUID the desk gave it before it was sent."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    request_hash: Mapped[str]
    result: Mapped[str] = mapped_column(default="")
    """The event as JSON."""
    happened_at: Mapped[datetime]


class Outbox(Table):
    """A mail written with its outcome; it leaves once, after the undo window."""

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("kind", MailKind),
        one_of("state", MailState),
        UniqueConstraint("message_id"),
        UniqueConstraint("corrects_id"),
        Index("ix_outbox_due", "state", "send_after"),
    )

    id: Mapped[PrimaryKey]
    lead_id: Mapped[int] = mapped_column(ForeignKey("lead.id"), index=True)
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    state: Mapped[str]
    to_name: Mapped[str] = mapped_column(default="")
    to_address: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    calendar: Mapped[str] = mapped_column(default="")
    """An .ics to send along, or nothing."""
    message_id: Mapped[str]
    send_after: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(default="")
    tried_at: Mapped[datetime | None]
    """When a worker took it last, whatever came of that."""
    sent_at: Mapped[datetime | None]
    is_by_hand: Mapped[bool] = mapped_column(default=False)
    """Whether a person sent it, by the mail program of the system."""
    left_at: Mapped[datetime | None]
    """When a person left it as it is, failed or unknown."""
    cancelled_by: Mapped[str | None] = mapped_column(ForeignKey("command.id"))
    """The press that said something newer while it waited; undo of that lets it leave after all."""
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"))
    """The mail that it asks to disregard, because its outcome was taken back."""


class OutboxChoice(Table):
    """What a person decided about a mail, and how it stood before: kept, and can be taken back."""

    __tablename__ = "outbox_choice"
    __table_args__ = (one_of("choice", MailChoice), one_of("from_state", MailState))

    id: Mapped[PrimaryKey]
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    choice: Mapped[str]
    happened_at: Mapped[datetime]
    taken_back_at: Mapped[datetime | None]
    from_state: Mapped[str]
    from_send_after: Mapped[datetime]
    from_attempts: Mapped[int]
    from_error: Mapped[str]
    from_address: Mapped[str]
    from_left_at: Mapped[datetime | None]


class ImportedList(Table):
    """A file that was read in, and how."""

    __tablename__ = "imported_list"

    id: Mapped[PrimaryKey]
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    file_name: Mapped[str]
    file_sha256: Mapped[str]
    row_count: Mapped[int]
    options: Mapped[str] = mapped_column(default="")
    """All choices that decided how its rows were read."""
    imported_at: Mapped[datetime]
    compared_at: Mapped[datetime | None]
    """When all that it brought had been compared with everybody; until then it is gone on with."""
    withdrawn_at: Mapped[datetime | None]
    """When all it had brought was taken away again; its rows went with it."""


class ImportedRow(Table):
    """What became of one line: the prospect it made or joined."""

    __tablename__ = "imported_row"
    __table_args__ = (Index("ix_imported_row_prospect", "prospect_id"),)

    list_id: Mapped[int] = mapped_column(ForeignKey("imported_list.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    prospect_id: Mapped[int | None] = mapped_column(ForeignKey("prospect.id"))
    consent: Mapped[str] = mapped_column(default="")
    """What this line said of their consent; it can be told whenever they ask (GDPR 14)."""
    source: Mapped[str] = mapped_column(default="")
    """Where this line said their data is from; the list is another answer to that."""
    adds_prospect: Mapped[bool] = mapped_column(default=False)
    """Whether this line made the prospect; what lines add goes when their list is withdrawn."""
    adds_account: Mapped[bool] = mapped_column(default=False)
    adds_member: Mapped[bool] = mapped_column(default=False)
    """Whether it brought somebody known before into the campaign."""
    adds_numbers: Mapped[list[str] | None] = mapped_column(JSON)
    """Numbers, as E.164, that it gave to somebody known before."""


class SavedMatching(Table):
    """How the columns of a list were matched by hand; used for the next one of the same shape."""

    __tablename__ = "saved_matching"

    shape: Mapped[str] = mapped_column(primary_key=True)
    """A hash of the headings in their order."""
    body: Mapped[dict[str, object]] = mapped_column(JSON)
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    saved_at: Mapped[datetime]


class ImportProblem(Table):
    """What could not be taken from a line as it stands, with the reason."""

    __tablename__ = "import_problem"
    __table_args__ = (Index("ix_import_problem_list", "list_id", "line"),)

    id: Mapped[PrimaryKey]
    list_id: Mapped[int] = mapped_column(ForeignKey("imported_list.id"))
    line: Mapped[int]
    column: Mapped[str]
    kind: Mapped[str]
    value: Mapped[str]
    message: Mapped[str]

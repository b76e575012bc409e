"""Mail that came in: each once, and the addresses it proved wrong."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.received import ReceivedKind
from qualdesk.store.columns import FoldedAddress, PrimaryKey, Table, one_of


class Received(Table):
    """A mail of a mailbox that was handled; one that could not be matched waits for a person."""

    __tablename__ = "received"
    __table_args__ = (
        one_of("kind", ReceivedKind),
        one_of("by_itself", ReceivedKind),
        CheckConstraint(
            "(settled_at IS NULL) = (settled_by_id IS NULL)", name="settled_by_a_person"
        ),
        UniqueConstraint("mailbox", "uid_validity", "uid"),
        Index("ix_received_digest", "mailbox", "digest"),
    )

    id: Mapped[PrimaryKey]
    mailbox: Mapped[str]
    uid_validity: Mapped[int] = mapped_column(BigInteger)
    uid: Mapped[int] = mapped_column(BigInteger)
    digest: Mapped[str]
    """What tells the mail from others when its folder is numbered anew."""
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    kind: Mapped[str]
    """What the program made of it."""
    by_itself: Mapped[str]
    """What it is, whoever it concerns."""
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("lead.id"), index=True)
    from_address: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    text_id: Mapped[int | None] = mapped_column(ForeignKey("touch_text.id"))
    trouble: Mapped[str] = mapped_column(default="")
    """Why nothing followed from it, although it concerns somebody."""
    sent_at: Mapped[datetime | None]
    """When it was written, by its own date."""
    received_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    """When a person gave it to a prospect, or put it aside."""
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    settled_command_id: Mapped[str | None] = mapped_column(ForeignKey("command.id"), index=True)


class BadAddress(Table):
    """An address from which mail came back for good; a reply from it takes it out again."""

    __tablename__ = "bad_address"

    address: Mapped[str] = mapped_column(FoldedAddress, primary_key=True)
    since: Mapped[datetime]
    words: Mapped[str] = mapped_column(default="")
    """What its server said."""

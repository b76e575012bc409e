"""Mail that came in: each once, and the addresses it proved wrong."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.received import ReceivedKind
from qualdesk.store.columns import FoldedAddress, PrimaryKey, Table, one_of


class Received(Table):
    """A mail of a mailbox that was handled; of what concerns nobody here only its number is kept."""

    __tablename__ = "received"
    __table_args__ = (
        one_of("kind", ReceivedKind),
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
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("lead.id"), index=True)
    from_address: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    text_id: Mapped[int | None] = mapped_column(ForeignKey("touch_text.id"))
    trouble: Mapped[str] = mapped_column(default="")
    """Why nothing followed from it, although it concerns somebody."""
    received_at: Mapped[datetime]


class BadAddress(Table):
    """An address from which mail came back for good; a reply from it takes it out again."""

    __tablename__ = "bad_address"

    address: Mapped[str] = mapped_column(FoldedAddress, primary_key=True)
    since: Mapped[datetime]
    words: Mapped[str] = mapped_column(default="")
    """What its server said."""

"""Who must not be called or mailed, the lists that say so, and when anybody may be called."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.outcome import Medium, SuppressionScope
from qualdesk.store.columns import FoldedAddress, PrimaryKey, Table, one_of


class SuppressionList(Table):
    """A file that says who must not be contacted; with a register it is that country's check."""

    __tablename__ = "suppression_list"
    __table_args__ = (
        CheckConstraint("(register = '') = (checked_on IS NULL)", name="register_has_its_day"),
        Index("ix_suppression_list_register", "register", "checked_on"),
    )

    id: Mapped[PrimaryKey]
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    file_name: Mapped[str]
    file_sha256: Mapped[str]
    row_count: Mapped[int]
    register: Mapped[str] = mapped_column(default="")
    """ISO code of the country whose do-not-call register it is, or nothing."""
    checked_on: Mapped[date | None]
    imported_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    """When its last line was read in; only then does a register count as checked."""


class Suppression(Table):
    """A number, person, company, address or domain that must not be called and/or mailed.

    It names a value, so that it protects also whom we do not know yet: a number as E.164, an
    address, a domain, a company by its folded name. A person and a single account are named by id.
    """

    __tablename__ = "suppression"
    __table_args__ = (
        one_of("scope", SuppressionScope),
        one_of("medium", Medium),
        CheckConstraint(
            "(scope = 'number') = (e164 IS NOT NULL)"
            " AND (scope = 'person') = (prospect_id IS NOT NULL)"
            " AND (scope = 'company') = (account_id IS NOT NULL OR company IS NOT NULL)"
            " AND (account_id IS NULL OR company IS NULL)"
            " AND (scope = 'address') = (address IS NOT NULL)"
            " AND (scope = 'domain') = (domain IS NOT NULL)",
            name="names_what_it_protects",
        ),
        CheckConstraint(
            "(e164 IS NULL OR e164 LIKE '+%') AND (address IS NULL OR address LIKE '%@%')"
            " AND (domain IS NULL OR (domain <> '' AND domain NOT LIKE '%@%'))"
            " AND (company IS NULL OR company <> '')",
            name="value_fits_its_scope",
        ),
        CheckConstraint("expires_at IS NULL OR list_id IS NOT NULL", name="own_never_expires"),
        CheckConstraint("expires_at > since", name="expires_later"),
        CheckConstraint("(lifted_at IS NULL) = (lifted_because = '')", name="lifted_for_a_reason"),
        Index("ix_suppression_e164", "e164"),
        Index("ix_suppression_address", "address"),
        Index("ix_suppression_domain", "domain"),
        Index("ix_suppression_company", "company"),
        Index("ix_suppression_prospect", "prospect_id"),
        Index("ix_suppression_account", "account_id"),
        Index("ix_suppression_list", "list_id"),
    )

    id: Mapped[PrimaryKey]
    scope: Mapped[str]
    medium: Mapped[str]
    e164: Mapped[str | None]
    address: Mapped[str | None] = mapped_column(FoldedAddress)
    domain: Mapped[str | None]
    company: Mapped[str | None]
    """A folded name: every account of that name, also one that comes later."""
    prospect_id: Mapped[int | None] = mapped_column(ForeignKey("prospect.id"))
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    source: Mapped[str] = mapped_column(default="")
    list_id: Mapped[int | None] = mapped_column(ForeignKey("suppression_list.id"))
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"), index=True)
    since: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    undo_until: Mapped[datetime | None]
    """Until when the caller's own undo lifts it; afterwards only a team lead does."""
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    lifted_because: Mapped[str] = mapped_column(default="")


class RuleChange(Table):
    """Other calling hours than those of a law, set by a team lead; the newest of a law holds.

    Hours are written as in the rules themselves; nothing leaves what the law says.
    """

    __tablename__ = "rule_change"
    __table_args__ = (
        CheckConstraint("NOT is_looser OR reason <> ''", name="loosened_for_a_reason"),
    )

    id: Mapped[PrimaryKey]
    law: Mapped[str]
    weekdays: Mapped[str] = mapped_column(default="")
    saturday: Mapped[str] = mapped_column(default="")
    sunday: Mapped[str] = mapped_column(default="")
    holidays: Mapped[str] = mapped_column(default="")
    is_looser: Mapped[bool]
    """Whether it allows what was forbidden before."""
    reason: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    command_id: Mapped[str] = mapped_column(ForeignKey("command.id"))
    changed_at: Mapped[datetime]

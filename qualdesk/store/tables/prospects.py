"""Whom we call: accounts, their sites, prospects, numbers."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column

from qualdesk.domain.calling_rules import Audience
from qualdesk.domain.looking_up import digits_from_end, folded_words
from qualdesk.domain.mail_domains import site_domain
from qualdesk.domain.phone import Phone, type_of, zones_of
from qualdesk.domain.places import ZoneSource, folded
from qualdesk.domain.suppression import domain_of
from qualdesk.store.columns import FoldedAddress, PrimaryKey, Table, one_of


def _folded_name(context: Any) -> str:
    return folded(context.get_current_parameters()["name"])


def _email_domain(context: Any) -> str:
    return domain_of(context.get_current_parameters()["email"])


def _site_domain(context: Any) -> str:
    return site_domain(context.get_current_parameters()["website"])


def _folded_words(context: Any) -> str:
    given = context.get_current_parameters()
    return folded_words(given["first_name"], given["last_name"], given["email"])


def _digits_from_end(context: Any) -> str:
    return digits_from_end(context.get_current_parameters()["e164"])


def _number_kind(context: Any) -> str:
    return type_of(Phone(context.get_current_parameters()["e164"]))


def _number_zones(context: Any) -> str:
    return " ".join(zones_of(Phone(context.get_current_parameters()["e164"])))


class Account(Table):
    """A company."""

    __tablename__ = "account"
    __table_args__ = (
        one_of("audience", Audience),
        Index(
            "ix_account_domain",
            "domain",
            "id",
            sqlite_where=text("domain <> ''"),
            postgresql_where=text("domain <> ''"),
        ),
    )

    id: Mapped[PrimaryKey]
    name: Mapped[str] = mapped_column(index=True)
    folded_name: Mapped[str] = mapped_column(default=_folded_name, index=True)
    """The name as suppressions of a company are compared with it; written with it."""
    audience: Mapped[str] = mapped_column(default=Audience.B2B)
    """Whether laws that protect consumers hold here: a private person, a sole trader."""
    industry: Mapped[str] = mapped_column(default="")
    size: Mapped[int | None]
    website: Mapped[str] = mapped_column(default="")
    domain: Mapped[str] = mapped_column(default=_site_domain)
    """That of the website, if it is the company's own; written with it."""
    installed: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    pinned_territory_id: Mapped[int | None] = mapped_column(ForeignKey("territory.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Site(Table):
    """A place of an account; what is locked while someone calls there."""

    __tablename__ = "site"
    __table_args__ = (
        one_of("zone_source", ZoneSource),
        CheckConstraint("(zone = '') = (zone_source IS NULL)", name="zone_has_a_source"),
    )

    id: Mapped[PrimaryKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    street: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="", index=True)
    country: Mapped[str] = mapped_column(default="")
    """ISO code of two letters, or nothing."""
    zone: Mapped[str] = mapped_column(default="")
    """The one zone that is known of the site; it beats what region and number let one guess."""
    zone_source: Mapped[str | None]
    """Who says so: a hand beats a list, a list its postal code; nothing where no zone is known."""


class Prospect(Table):
    """A person at an account; without a name it is asked on the call."""

    __tablename__ = "prospect"
    __table_args__ = (
        Index(
            "ix_prospect_merged",
            "merged_into_id",
            sqlite_where=text("merged_into_id IS NOT NULL"),
            postgresql_where=text("merged_into_id IS NOT NULL"),
        ),
        Index("ix_prospect_email_domain", "email_domain", "account_id"),
    )

    id: Mapped[PrimaryKey]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    title: Mapped[str] = mapped_column(default="")
    first_name: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str] = mapped_column(default="")
    job_title: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(FoldedAddress, default="", index=True)
    email_domain: Mapped[str] = mapped_column(default=_email_domain)
    """What stands behind the @; written whenever the address is. It tells whose account it is."""
    folded_words: Mapped[str] = mapped_column(default=_folded_words)
    """Name and address as words are looked for; follows them by itself."""
    language: Mapped[str] = mapped_column(default="")
    consent: Mapped[str] = mapped_column(default="")
    """What may be said to prove that they may be called, for example "agreed 12 Oct 2026"."""
    left_on: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("prospect.id"))
    """Who they turned out to be; never somebody who was taken into another."""


@event.listens_for(Prospect, "before_update")
def _fold_words_again(_mapper: object, _connection: object, prospect: Prospect) -> None:
    names = (prospect.first_name, prospect.last_name)
    prospect.folded_words = folded_words(*names, prospect.email)


class Number(Table):
    """A phone number, once in the whole database; shared by all who are reached there."""

    __tablename__ = "number"
    __table_args__ = (CheckConstraint("e164 LIKE '+%'", name="is_e164"), UniqueConstraint("e164"))

    id: Mapped[PrimaryKey]
    e164: Mapped[str]
    digits_from_end: Mapped[str] = mapped_column(default=_digits_from_end, index=True)
    """The last digit first: people know how a number ends, and write its beginning in many ways."""
    kind: Mapped[str] = mapped_column(default=_number_kind)
    """What the numbering plan says it is: "mobile", "fixed_line", "toll_free"."""
    zones: Mapped[str] = mapped_column(default=_number_zones)
    """The zones it may ring in by itself, parted by blanks; the address of who is rung counts more."""
    out_of_service_at: Mapped[datetime | None]


class ProspectNumber(Table):
    """A number at which a prospect is reached; the lowest position that is not wrong is dialled."""

    __tablename__ = "prospect_number"

    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospect.id"), primary_key=True)
    number_id: Mapped[int] = mapped_column(ForeignKey("number.id"), primary_key=True, index=True)
    label: Mapped[str] = mapped_column(default="Office")
    extension: Mapped[str] = mapped_column(default="")
    """Digits to dial once somebody answers."""
    position: Mapped[int] = mapped_column(default=0)
    wrong_at: Mapped[datetime | None]

"""Domains: which tell a company, and which are anybody's: of mail providers, access and pages."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache

from qualdesk.domain.suppression import domain_of, read_domain
from qualdesk.paths import resource

_PROFILE = re.compile(r"(?:^|[/.])linkedin\.com/(?:in|pub|sales)/|(?:^|[/.])xing\.com/profile/")
"""Where people, not companies, tell of themselves."""

_BEFORE_SITE = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)


def business_domain(address: str) -> str:
    """Return the domain of an e-mail address if it can be a company's own, or nothing."""
    return own_domain(domain_of(address))


def own_domain(domain: str) -> str:
    """Return a domain of addresses if it can be a company's own, or nothing."""
    return "" if not domain or _is_under(domain, _anybodys_mail()) else domain


def site_words(website: str) -> str:
    """Return a site's address as people say it: without https, www and the last slash."""
    return _BEFORE_SITE.sub("", website.strip()).rstrip("/")


def site_domain(website: str) -> str:
    """Return the domain of a website if it can be a company's own, or nothing."""
    domain = read_domain(website).removeprefix("www.") if website else ""
    return "" if not domain or _is_under(domain, _anybodys_pages()) else domain


def is_profile(website: str) -> bool:
    """Whether an address on the web is the page of a person, not of a company."""
    return "/" in website and _PROFILE.search(website.casefold()) is not None


def _is_under(domain: str, above: frozenset[str]) -> bool:
    return domain in above or domain.partition(".")[2] in above


@cache
def _anybodys_mail() -> frozenset[str]:
    return frozenset([*_tables()["mail"], *_tables()["access"]])


@cache
def _anybodys_pages() -> frozenset[str]:
    return _anybodys_mail() | frozenset(_tables()["pages"])


@cache
def _tables() -> Mapping[str, Sequence[str]]:
    """Return the domains under which people of many companies have addresses or pages, by kind."""
    with resource("mail_domains.toml").open("rb") as file:
        return tomllib.load(file)

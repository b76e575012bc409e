"""Domains: which tell a company, and which are anybody's: of mail providers, access and pages."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from qualdesk.domain.suppression import domain_of, read_domain
from qualdesk.paths import resource

_PROFILE = re.compile(r"(?:^|[/.])linkedin\.com/(?:in|pub|sales)/|(?:^|[/.])xing\.com/profile/")
"""Where people, not companies, tell of themselves."""


def business_domain(address: str) -> str:
    """Return the domain of an e-mail address if it can be a company's own, or nothing."""
    domain = domain_of(address)
    return "" if not domain or _is_among(domain, "mail", "access") else domain


def site_domain(website: str) -> str:
    """Return the domain of a website if it can be a company's own, or nothing."""
    domain = read_domain(website).removeprefix("www.") if website else ""
    return "" if not domain or _is_among(domain, "mail", "access", "pages") else domain


def is_profile(website: str) -> bool:
    """Whether an address on the web is the page of a person, not of a company."""
    return "/" in website and _PROFILE.search(website.casefold()) is not None


def _is_among(domain: str, *kinds: str) -> bool:
    """Whether a domain, or the one it stands under, is of such a kind."""
    above = domain.partition(".")[2]
    return any(domain in _anybodys()[kind] or above in _anybodys()[kind] for kind in kinds)


@cache
def _anybodys() -> Mapping[str, frozenset[str]]:
    """Return the domains under which people of many companies have addresses or pages, by kind."""
    with resource("mail_domains.toml").open("rb") as file:
        return {kind: frozenset(domains) for kind, domains in tomllib.load(file).items()}

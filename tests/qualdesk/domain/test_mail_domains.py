"""Domains and sites as people say them, and which are a company's own."""

import pytest

from qualdesk.domain.mail_domains import is_profile, site_domain, site_words


@pytest.mark.parametrize(
    ("website", "said", "domain"),
    [
        ("https://www.acme.example/", "acme.example", "acme.example"),
        ("HTTP://acme.example/de", "acme.example/de", "acme.example"),
        ("www.acme.example", "acme.example", "acme.example"),
        ("", "", ""),
    ],
)
def test_a_site_is_shown_without_what_nobody_says(website: str, said: str, domain: str) -> None:
    assert (site_words(website), site_domain(website)) == (said, domain)


def test_the_page_of_a_person_is_no_companys() -> None:
    assert is_profile("https://www.linkedin.com/in/carla-neri")
    assert not is_profile("https://www.linkedin.com/company/acme")

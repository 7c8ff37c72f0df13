"""A link that somebody writes for the room leads where it seems to."""

import pytest

from digibarometer.links import is_safe_link


@pytest.mark.parametrize(
    "link",
    [
        "http://example.se/",
        "https://bank.se@evil.example/",
        "https://user:word@evil.example/",
        "https://bank.se\\@evil.example/",
        "javascript:alert(1)",
        "https://",
        "example.se",
        "https://[evil",
    ],
)
def test_other_links_are_refused(link):
    assert not is_safe_link(link)


@pytest.mark.parametrize("link", ["https://example.se", "https://www.scb.se/hitta/?q=a@b#c", "https://åäö.se/väg"])
def test_whole_https_addresses_are_taken(link):
    assert is_safe_link(link)

"""The one thing in which the validator is not believed is looked at by ourselves, and a wrong length is still found."""

from tests.pdf_rules import lengths_hold

GOOD = b"<< /Length 4 >>\nstream\nabc\r\nendstream"  # four bytes, the last a carriage return


def test_a_length_that_ends_where_it_says_holds_also_after_a_carriage_return():
    assert lengths_hold(GOOD)
    assert lengths_hold(GOOD.replace(b"abc\r", b"abcd"))


def test_a_length_that_is_too_short_or_too_long_does_not_hold():
    assert not lengths_hold(GOOD.replace(b"/Length 4", b"/Length 2"))
    assert not lengths_hold(GOOD.replace(b"/Length 4", b"/Length 6"))
    assert not lengths_hold(b"no stream at all")

"""Telephone numbers of mainland China, as digits without signs."""

import re

_NUMBER = re.compile(
    r"1[3-9]\d{9}"  # mobile
    r"|0(?:10|2\d)[2-8]\d{7}"  # the great cities: area code of three digits, eight more
    r"|0[3-9]\d\d[2-8]\d{6,7}",  # all others: area code of four digits, seven or eight more
    re.ASCII,
)


def is_phone_number(digits: str) -> bool:
    """Whether it can be called from anywhere in the country: a landline needs its area code."""
    return _NUMBER.fullmatch(digits) is not None

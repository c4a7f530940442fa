"""What may be entered, field by field: the rules of `site/rules.js`, held to the same cases. A rule returns the code of what
is wrong, or None."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

Field = Mapping[str, Any]
"""As `site/services.json` describes it: `name`, `kind`, and what the kind needs."""

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
REGION = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
OLDEST_YEARS = 120
MOST_PICTURE = {"photo": 36_000, "signature": 20_000}
"""Characters of a data URL."""


def fault(field: Field, value: str, today: date) -> str | None:
    if not value:
        return "empty"
    return _RULES[field["kind"]](value, field, today)


def applies(field: Field, values: Mapping[str, str]) -> bool:
    """Whether the field is asked for, after what was chosen before."""
    return all(values.get(name) == wanted for name, wanted in field.get("when", {}).items())


def _terms(value: str, field: Field, today: date) -> str | None:
    return None if value == "agreed" else "empty"


def _name(value: str, field: Field, today: date) -> str | None:
    if not all(unicodedata.category(one)[0] in "LM" or one in "·•.'’- " for one in value):
        return "form"
    return None if 2 <= len(value.strip()) <= 40 else "length"


def _id_number(value: str, field: Field, today: date) -> str | None:
    """GB 11643: region, date of birth, order, and a check digit by ISO 7064 MOD 11-2."""
    if not re.fullmatch(r"[0-9]{0,17}|[0-9]{17}[0-9X]|[0-9]{18,}", value):
        return "form"
    if len(value) != 18:
        return "length"
    if not REGION.match(value):
        return "region"
    born = _born(value)
    if born is None or not today.year - OLDEST_YEARS <= born.year or born > today:
        return "birth"
    if value[17] != CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(value, WEIGHTS, strict=False)) % 11]:
        return "check"
    return None if _age(born, today) >= field.get("min_age", 0) else "under_age"


def _born(id_number: str) -> date | None:
    try:
        return date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))
    except ValueError:
        return None


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _mobile(value: str, field: Field, today: date) -> str | None:
    if not re.fullmatch(r"1(?:[3-9][0-9]*)?", value):
        return "form"
    return None if len(value) == 11 else "length"


def _choice(value: str, field: Field, today: date) -> str | None:
    return None if value in field["options"] else "choice"


def _address(value: str, field: Field, today: date) -> str | None:
    if not 6 <= len(value.strip()) <= 100:
        return "length"
    return None if re.search(r"[0-9０-９]", value) else "number"


def _bank_card(value: str, field: Field, today: date) -> str | None:
    if not re.fullmatch(r"[0-9]+", value):
        return "form"
    if not 16 <= len(value) <= 19:
        return "length"
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(value))]
    return None if sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0 else "check"


def _picture(value: str, field: Field, today: date) -> str | None:
    if len(value) > MOST_PICTURE[field["kind"]]:
        return "length"
    return None if re.fullmatch(r"data:image/(?:jpeg|png);base64,[A-Za-z0-9+/]+={0,2}", value) else "form"


_RULES: dict[str, Callable[[str, Field, date], str | None]] = {
    "terms": _terms,
    "name": _name,
    "id_number": _id_number,
    "mobile": _mobile,
    "choice": _choice,
    "address": _address,
    "bank_card": _bank_card,
    "photo": _picture,
    "signature": _picture,
}

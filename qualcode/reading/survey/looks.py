"""What cells look like: numbers, dates, and what tells who somebody is."""

from collections.abc import Callable, Iterable, Sequence

import regex

MOSTLY = 0.6
# Nothing by which a person can be found is longer.
_LONGEST_TRACE = 200

_NUMBER = regex.compile(r"[-+]?[£$€]?\s?\d[\d,  ]*(?:\.\d+)?\s?%?")
_AMOUNT = regex.compile(
    r"(?:(?:about|over|under|up to|less than|more than|at least|aged?|from|between)\s)?"
    r"[£$€]?\d[\d.,]*k?\s?%?\+?"
    r"(?:\s?(?:-|–|—|to|and)\s?[£$€]?\d[\d.,]*k?\s?%?)?"
    r"(?:\s?(?:years?(?: olds?)?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|people|miles?"
    r"|times|or (?:over|more|older|above|under|less|younger)|and (?:over|above|under)|plus)"
    r"(?: (?:a|per) (?:day|week|month|year))?){0,3}",
    regex.IGNORECASE,
)
_TIME_OF_DAY = r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:\s?[ap]m)?"
_DATE = regex.compile(
    rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}"
    rf"|\d{{1,2}} \p{{L}}{{3,9}},? \d{{4}}|\p{{L}}{{3,9}} \d{{1,2}},? \d{{4}})"
    rf"(?:[T ,]+{_TIME_OF_DAY})?(?: ?(?:Z|UTC|GMT|BST|[+-]\d{{2}}:?\d{{2}}))?",
    regex.IGNORECASE,
)
_NOTHING = frozenset(
    """
    n/a|na|none|no|nil|nothing|-|--|–|.|no comment|no comments|not applicable|no answer|null|x|?
    """.strip().split("|")
)

_EMAIL = regex.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PHONE = regex.compile(r"(?:\+\d{1,3}[\s.-]?|\(?0)\(?\d[\d\s().-]{7,14}\d")
# BS 7666: the outward code alone tells a district, with the inward code a few houses.
_POSTCODE = regex.compile(r"(?:[A-Z]{1,2}\d[A-Z\d]?)(?:\s*\d[A-Z]{2})?|GIR\s*0AA", regex.IGNORECASE)
_WHOLE_POSTCODE = regex.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}", regex.IGNORECASE)
_ADDRESS = regex.compile(
    r"\d{1,4}[a-z]?,?\s+(?:[\p{L}'’.-]+\s){1,4}"
    r"(?:street|st|road|rd|lane|avenue|ave|close|drive|way|court|gardens|terrace|crescent|place)\b"
    r".*",
    regex.IGNORECASE | regex.DOTALL,
)
_INTERNET_ADDRESS = regex.compile(r"\d{1,3}(?:\.\d{1,3}){3}|(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}")
_INSURANCE_NUMBER = regex.compile(r"[A-Z]{2}\s?(?:\d{2}\s?){3}[A-D]")
_HEALTH_NUMBER = regex.compile(r"\d{3}[ -]?\d{3}[ -]?\d{4}")
_FULL_NAME = regex.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?\p{Lu}[\p{L}'’-]+(?: \p{Lu}\.?)?(?: \p{Lu}[\p{L}'’-]+){1,2}"
)


def share(cells: Sequence[str], test: Callable[[str], object]) -> float:
    """Return the share of cells that a test holds for; 0 of none."""
    return sum(bool(test(cell)) for cell in cells) / len(cells) if cells else 0.0


def is_number(cell: str) -> bool:
    """Say whether a cell is a number or an amount, and nothing else."""
    return _NUMBER.fullmatch(cell) is not None


def is_amount(cell: str) -> bool:
    """Say whether a cell is a number or a range of numbers: "42", "18-24", "65 or over"."""
    return is_number(cell) or _AMOUNT.fullmatch(cell) is not None


def is_date(cell: str) -> bool:
    """Say whether a cell is a date, with a time or without."""
    return _DATE.fullmatch(cell) is not None


def is_nothing(cell: str) -> bool:
    """Say whether an answer is a way of saying nothing: "N/A", "none", "-"."""
    return cell.strip().strip("()").casefold().rstrip(".!") in _NOTHING or cell.strip() == "."


def is_full_name(cell: str) -> bool:
    """Say whether a cell could be a first name and a surname."""
    return _FULL_NAME.fullmatch(cell) is not None


def is_postcode(cell: str) -> bool:
    """Say whether a cell is a British postcode or the first half of one."""
    return _POSTCODE.fullmatch(cell) is not None


def is_personal(cell: str) -> bool:
    """Say whether a whole cell is something by which a person can be found."""
    if len(cell) > _LONGEST_TRACE:
        return False
    whole = (_EMAIL, _PHONE, _WHOLE_POSTCODE, _ADDRESS, _INTERNET_ADDRESS, _INSURANCE_NUMBER)
    return any(look.fullmatch(cell) for look in whole) or is_health_number(cell)


def is_health_number(cell: str) -> bool:
    """Say whether a cell is an NHS number.

    Ten digits, of which the last is the check digit: 11 less the remainder by 11 of the others
    weighted 10 to 2 (NHS Data Dictionary, NHS NUMBER).
    """
    if not _HEALTH_NUMBER.fullmatch(cell):
        return False
    digits = [int(character) for character in cell if character.isdecimal()]
    weighted = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - weighted % 11) % 11 == digits[-1]


def holds_contact(cell: str) -> bool:
    """Say whether there is an e-mail address or a telephone number among the words of a cell."""
    return _EMAIL.search(cell) is not None or _PHONE.search(cell) is not None


def shape(cell: str) -> str:
    """Return the shape of a cell: "S01" and "S22" are both "a9".

    >>> shape("S01-b")
    'a9-a'
    """
    return regex.sub(r"\d+", "9", regex.sub(r"[^\W\d_]+", "a", cell.strip()))


def mean_words(cells: Iterable[str]) -> float:
    """Return the mean number of words of cells; 0 of none."""
    counts = [len(cell.split()) for cell in cells]
    return sum(counts) / len(counts) if counts else 0.0

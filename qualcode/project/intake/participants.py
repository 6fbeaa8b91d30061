"""Participant codes: who has which, and the next free one."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import count

from qualcode.model import Case, CaseKind
from qualcode.project.errors import TakenCodeError

_LETTERS = {
    CaseKind.PERSON: "P",
    CaseKind.FACILITATOR: "F",
    CaseKind.SEVERAL: "G",
    CaseKind.UNKNOWN: "U",
}


class ParticipantCodes:
    """Gives the people of one source their codes, “B-FG1-P3”, so that no two share one.

    `taken` gives the case id of each code in use, the code in small letters; `kept` are codes
    that somebody is to have, and nobody else.
    """

    def __init__(self, ref: str, taken: Mapping[str, str], kept: Iterable[str | None] = ()) -> None:
        self._ref = ref
        self._taken = dict(taken)
        self._kept = {code.casefold() for code in kept if code}
        self._numbers: Counter[CaseKind] = Counter()

    def give(self, kind: CaseKind, identify: Callable[[str], str], said: str | None) -> str:
        """Return a case's code: the one that is said, or the next free one.

        `identify` gives the case's id, which may follow from the code. Raises TakenCodeError where
        somebody else has the code that is said.
        """
        code = said or self._next(kind, identify)
        if self._taken.setdefault(code.casefold(), identify(code)) != identify(code):
            raise TakenCodeError(code)
        return code

    def give_new(
        self, kind: CaseKind, said: str | None, identify: Callable[[str, int], str]
    ) -> tuple[str, str]:
        """Return the code and the id of somebody whom the project does not have yet.

        `identify` gives the id that follows from a code, and others by number where somebody whose
        code was changed since has that one. Raises TakenCodeError.
        """
        code = said or self._next(kind, lambda _: "")
        if code.casefold() in self._taken:
            raise TakenCodeError(code)
        held = set(self._taken.values())
        item = next(one for n in count(1) if (one := identify(code, n)) not in held)
        self._taken[code.casefold()] = item
        return code, item

    def give_own(self, case: Case, item: str, sign: str | None) -> str:
        """Return the code of a case that will have the id `item`.

        It is the one that is said of the case, or else the one that ends in a sign of its own,
        "S1-0007", or the next free one. Raises TakenCodeError.
        """
        said = case.code or (self._free_sign(sign, item) if sign else None)
        return self.give(case.kind, lambda _: item, said)

    def _free_sign(self, sign: str, item: str) -> str | None:
        code = f"{self._ref}-{sign}"
        key = code.casefold()
        return None if key in self._kept or self._taken.get(key, item) != item else code

    def _next(self, kind: CaseKind, identify: Callable[[str], str]) -> str:
        while True:
            self._numbers[kind] += 1
            code = f"{self._ref}-{_LETTERS[kind]}{self._numbers[kind]}"
            key, item = code.casefold(), identify(code)
            if key not in self._kept and self._taken.get(key, item) == item:
                return code

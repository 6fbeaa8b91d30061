"""A set of quotations that is ready to leave the study."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qualcode.model import SourceKind
from qualcode.reports.errors import (
    ConsentMissingError,
    DuplicateQuotationError,
    MadeDateError,
)


class QuoteConsent(StrEnum):
    """What is known of the consent to quote. Where it is "no", there is no quotation."""

    YES = "quote: yes"
    NOT_RECORDED = "quote: not recorded"


class Order(StrEnum):
    """The order of the themes. Within a theme it is always site, role, person, source, turn."""

    CODEBOOK = "codebook"
    ALPHABET = "alphabet"
    MOST_PEOPLE = "most people first"


@dataclass(frozen=True, slots=True)
class QuotedItem:
    r"""One passage under one code, with all that is needed to print it and to find it again.

    Attributes
    ----------
    ref
        A short id that stays the same from export to export ("Q-3f9a2c"). A passage that stands
        under several codes has one ref.
    text
        The words, verbatim. Line ends are "\n".
    code_path, code_label
        The labels from the top joined by " › ", and the code's own label.
    participant
        The participant code ("B-FG1-P3"), never a name.
    role, site
        As recorded in the study; None where nobody recorded it.
    source_ref, turn
        The source's short name ("B-FG1") and the number of the turn in it.
    coders
        Who gave the code to the passage.
    context_before, context_after
        What was said around it, printed apart from the quotation; empty for none.
    consent
        A `QuoteConsent`. Anything else raises ConsentMissingError.
    kind
        The kind of source that the words are from.
    """

    ref: str
    text: str
    code_path: str
    code_label: str
    participant: str
    role: str | None
    site: str | None
    source_ref: str
    turn: int
    coders: tuple[str, ...]
    context_before: str = ""
    context_after: str = ""
    consent: str = QuoteConsent.NOT_RECORDED
    kind: SourceKind = SourceKind.RECORDING

    def __post_init__(self) -> None:
        if self.consent not in tuple(QuoteConsent):
            raise ConsentMissingError(self.ref, self.consent)


@dataclass(frozen=True, slots=True)
class QuotationSet:
    """Quotations by theme, and what a reader must know to weigh them.

    Attributes
    ----------
    title, study
        What the set is called, and the study it comes from.
    made
        The date it was made, ISO 8601 ("2031-05-14"); anything else raises MadeDateError.
    heads
        The heads of the project's chains, by which the set is checked against the project.
    items
        The quotations, themes in the order of the codebook. One ref twice under one code raises
        DuplicateQuotationError.
    left_out
        One sentence for each kind of passage that was left out, with how many and why.
    order
        The order of the themes.
    chosen
        How the quotations were chosen, in sentences.
    people, conversations, notes, answers, sites
        The base: how many there are in the study; None where it is not given. Conversations are
        recordings, notes are sources of their own, answers are those written in surveys.
    """

    title: str
    study: str
    made: str
    heads: tuple[str, ...]
    items: tuple[QuotedItem, ...]
    left_out: tuple[str, ...] = ()
    order: Order = Order.CODEBOOK
    chosen: str = ""
    people: int | None = None
    conversations: int | None = None
    notes: int | None = None
    answers: int | None = None
    sites: int | None = None

    def __post_init__(self) -> None:
        try:
            date.fromisoformat(self.made)
        except ValueError:
            raise MadeDateError(self.made) from None
        seen: set[tuple[str, str]] = set()
        for item in self.items:
            if (item.ref, item.code_path) in seen:
                raise DuplicateQuotationError(item.ref, item.code_path)
            seen.add((item.ref, item.code_path))

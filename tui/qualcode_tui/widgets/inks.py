"""The styles a page is drawn in, as the theme has them."""

from dataclasses import dataclass, field

from rich.style import Style
from textual.widget import Widget

from qualcode_tui.colours import mark_colour, tint
from qualcode_tui.text.margin import Mark

_STRENGTH = 0.30


@dataclass(frozen=True, slots=True)
class Inks:
    """The styles of a page. `strength` is how strongly codings tint the words, 0 for not at all."""

    page: Style
    speaker: Style
    facts: Style
    caret: Style
    selection: Style
    here: Style
    read: Style
    unread: Style
    label: Style
    suggestion: Style
    found: Style
    correction: Style
    sign: Style
    background: str
    foreground: str
    strength: float
    _coded: dict[tuple[str, ...], Style] = field(default_factory=dict)
    _stripes: dict[str, Style] = field(default_factory=dict)

    @classmethod
    def of(cls, widget: Widget) -> "Inks":
        """Mix the inks for a widget from the colours of the theme."""
        # As styles of their own in the style sheet they would be worked out with each change of
        # focus, which takes longer than drawing the page.
        base, colours = widget.rich_style, widget.app.theme_variables
        accent, muted = Style(color=colours["accent"]), Style(color=colours["reader-muted"])
        bold, italic, underline = Style(bold=True), Style(italic=True), Style(underline=True)
        return cls(
            page=base,
            speaker=base + Style(color=colours["primary"]) + bold,
            facts=base + muted,
            caret=Style(color=colours["background"], bgcolor=colours["accent"]),
            selection=Style(bgcolor=colours["reader-selection"]) + bold,
            here=base + accent,
            read=base + Style(color=colours["success"]),
            unread=base + accent,
            label=base + Style(color=colours["foreground"]),
            suggestion=base + muted + italic,
            found=accent + underline + bold,
            correction=accent,
            sign=base + accent + bold,
            background=widget.background_colors[1].hex6,
            foreground=widget.styles.color.hex6,
            strength=0.0 if widget.app.theme == "contrast" else _STRENGTH,
        )

    def coded(self, marks: list[Mark]) -> Style:
        """Return the style of words with these codings: tinted, underlined where they overlap."""
        if not marks:
            return self.page
        # The third colour and all after it would only make mud.
        key = (*[mark.colour for mark in marks[:3]],)
        style = self._coded.get(key)
        if style is None:
            colours = tuple(dict.fromkeys(key))[:2]
            overlap = len(marks) > 1
            plain = self.strength == 0
            style = self._coded[key] = self.page + Style(
                bgcolor=tint(colours, self.background, self.foreground, self.strength),
                underline=overlap or plain or None,
                bold=(plain and overlap) or None,
            )
        return style

    def stripe(self, colour: str) -> Style:
        """Return the style of the stripe of a code."""
        style = self._stripes.get(colour)
        if style is None:
            seen = Style.parse(mark_colour(colour, self.background))
            style = self._stripes[colour] = self.page + seen
        return style

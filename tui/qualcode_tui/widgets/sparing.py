"""What stands on a screen, drawn sparingly: only where something has changed."""

from collections.abc import Iterable, Sequence

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip


class SparingCompositor(Compositor):
    """Puts together what the widgets of a screen draw, and asks only those that have to draw.

    Textual has everything drawn again that lies between the outermost changes, that lies in the
    same container, or that lies behind it all.
    """

    _changed: Sequence[Region] = ()

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what has changed, if anything has."""
        self._changed = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changed = ()

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        uncovered = self._changed or (crop or self.size.region,)
        # The foremost widgets come first, and none of them can be seen through.
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            if seen and any(seen.overlaps(part) for part in uncovered):
                yield region, clip, widget.render_lines(seen.translate(-region.offset))
                uncovered = tuple(part for part in uncovered if not seen.contains_region(part))
                if not uncovered:
                    return

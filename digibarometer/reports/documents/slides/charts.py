"""Diagrams that can be changed, and tables, of what a page's own table says."""

import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.util import Emu, Inches, Pt

from digibarometer.exercises.activities.rules import SCALE
from digibarometer.paper.typesetting import as_png
from digibarometer.pictures.impact_effort_matrix import Weighed
from digibarometer.reports.documents.slides.deck import FONT, FULL, INK, LEFT, Box, Slide
from digibarometer.tables import Table

COLOURS = ("C0622D", "4A6FA5", "8A4B00", "6B7A76", "7A3E9D")
BARS, RADAR = XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.RADAR_MARKERS
MOST_ROWS = 12  # in a table, so that it can be read


def can_chart(table: Table) -> bool:
    """Whether the table has figures to draw."""
    return bool(table.series())


def chart(
    slide: Slide, table: Table, alt: str, box: Box, kind: int = BARS, most: float | None = None, size: int = 14
) -> None:
    """A diagram of the table's figures, with its own data behind it; `alt` says what it shows, `size` is in points."""
    data = CategoryChartData(number_format="General")
    bars = kind != RADAR
    data.categories = [str(row[0]) for row in table.rows]
    for name, values in table.series():
        data.add_series(name, values)
    frame = slide.made.shapes.add_chart(kind, *box, data)
    set_alt_text(frame, table.caption, alt)
    drawn = frame.chart
    drawn.font.size, drawn.font.name, drawn.has_title = Pt(size), FONT, False
    drawn.font.color.rgb = RGBColor.from_string(INK)
    several = len(drawn.plots[0].series) > 1
    drawn.has_legend = several
    if several:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    _scale(drawn, bars, most)
    _dress(drawn, bars, (slide.brand, *COLOURS))


def _scale(drawn: Any, bars: bool, most: float | None) -> None:
    """From nothing to the highest level; the first row on top. Bars have their figures beside them, and no axis."""
    axis = drawn.value_axis
    axis.minimum_scale = 0
    if most:
        axis.maximum_scale, axis.major_unit = most, most / 5
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string("C9CFC8")
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE if bars else XL_TICK_LABEL_POSITION.LOW
    drawn.category_axis.reverse_order = bars


def _dress(drawn: Any, bars: bool, colours: Sequence[str]) -> None:
    """Colours and dashes, so that no series is known by colour alone; figures beside the bars."""
    plot = drawn.plots[0]
    for place, series in enumerate(plot.series):
        colour = RGBColor.from_string(colours[place % len(colours)])
        if bars:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour
        else:
            series.format.line.color.rgb, series.format.line.width = colour, Pt(2.5)
            if place:
                series.format.line.dash_style = MSO_LINE.DASH
    if bars:
        plot.gap_width = 60
        plot.has_data_labels = True
        plot.data_labels.font.size = Pt(12)
        plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "General", False


def table(slide: Slide, shown: Table, top: Emu, size: int = 14) -> None:
    """The table, its first lines if it is long."""
    rows = shown.texts()[:MOST_ROWS]
    frame = slide.made.shapes.add_table(len(rows) + 1, len(shown.columns), LEFT, top, FULL, Inches(0.4))
    set_alt_text(frame, shown.caption, shown.caption)
    made = frame.table
    for column, share in zip(made.columns, _shares([shown.columns, *rows]), strict=True):
        column.width = int(FULL * share)
    for number, row in enumerate((shown.columns, *rows)):
        for place, said in enumerate(row):
            cell = made.cell(number, place)
            cell.fill.solid()
            cell.fill.fore_color.rgb = RGBColor.from_string(
                slide.brand if not number else "FFFFFF" if number % 2 else "EEF1ED"
            )
            slide.write(cell.text_frame.paragraphs[0], said, size, INK if number else "FFFFFF", bold=not number)


def _shares(rows: Sequence[Sequence[str]]) -> list[float]:
    """How much of the width each column takes: more where more is said, and room for the longest word."""
    wanted = []
    for column in zip(*rows, strict=True):
        longest = max(len(word) for said in column for word in [*said.split(), ""])
        wanted.append(max(max(map(len, column)) ** 0.5 * 3, longest * 1.2, 6))
    return [one / sum(wanted) for one in wanted]


def picture(slide: Slide, svg: str, alt: str, top: Emu, high: Emu) -> None:
    """A picture that has no diagram of its own in slides, as large as there is room for."""
    shown = slide.made.shapes.add_picture(io.BytesIO(as_png(svg)), LEFT, top, height=high)
    if shown.width > FULL:
        shown.height, shown.width = int(shown.height * FULL / shown.width), FULL
    shown.left = LEFT + (FULL - shown.width) // 2
    set_alt_text(shown, "", alt)


def set_alt_text(frame: Any, name: str, alt: str) -> None:
    """Say for a screen reader what it is and what it shows."""
    [props] = frame._element.xpath(".//p:cNvPr")
    props.set("name", name)
    props.set("descr", alt)


WIDE, SIZE = 0.5, 11  # the share of the slide that it takes; points that a mark is high


def scatter(slide: Slide, weighed: Sequence[Weighed], caption: str, alt: str, top: Emu, high: Emu) -> None:
    """Draw what was weighed: how much it takes from left to right, how much it gives from below upwards."""
    data = XyChartData(number_format="General")
    sorts = [(name, [one for one in weighed if one.chosen is chosen]) for name, chosen in _names()]
    shown = [(name, ones) for name, ones in sorts if ones]
    labels = _labels([one for _, ones in shown for one in ones])
    for name, ones in shown:
        series = data.add_series(name)
        for one in ones:
            series.add_data_point(one.effort, one.effect)
    frame = slide.made.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, LEFT, top, int(FULL * WIDE), high, data)
    set_alt_text(frame, caption, alt)
    drawn = frame.chart
    drawn.has_title, drawn.has_legend = False, True
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    drawn.font.size, drawn.font.name, drawn.font.color.rgb = Pt(14), FONT, RGBColor.from_string(INK)
    for axis, name in ((drawn.category_axis, gettext("What it takes")), (drawn.value_axis, gettext("What it gives"))):
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = SCALE[0] - 1, SCALE[-1] + 1, 1
        axis.has_major_gridlines, axis.has_title = False, True
        axis.axis_title.text_frame.text = name
    for place, (series, (_, ones)) in enumerate(zip(drawn.plots[0].series, shown, strict=True)):
        series.format.line.fill.background()
        series.marker.style, series.marker.size = (XL_MARKER_STYLE.CIRCLE, XL_MARKER_STYLE.DIAMOND)[place], SIZE
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = RGBColor.from_string((slide.brand, "6B7A76")[place])
        for number, one in enumerate(ones):
            if not labels[one.number]:
                continue
            label = series.points[number].data_label
            label.has_text_frame = True
            label.text_frame.text = labels[one.number]
            label.position = XL_LABEL_POSITION.RIGHT


def _labels(ones: Sequence[Weighed]) -> dict[int, str]:
    """What stands beside each point: its number; where several lie on one spot the first says all of them."""
    spots: dict[tuple[float, float], list[int]] = {}
    for one in ones:
        spots.setdefault((one.effort, one.effect), []).append(one.number)
    said = {numbers[0]: ", ".join(map(str, sorted(numbers))) for numbers in spots.values()}
    return {one.number: said.get(one.number, "") for one in ones}


def _names() -> list[tuple[str, bool]]:
    return [(gettext("In the plan"), True), (gettext("Not in the plan"), False)]

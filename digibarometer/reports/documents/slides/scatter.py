"""Effect against effort as a diagram that can be changed: a point for each activity, with its number beside it."""

from collections.abc import Sequence

from django.utils.translation import gettext
from pptx.chart.data import XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.util import Emu, Pt

from digibarometer.exercises.activities.rules import SCALE
from digibarometer.pictures.impact_effort_matrix import Weighed
from digibarometer.reports.documents.slides.charts import set_alt_text
from digibarometer.reports.documents.slides.deck import FONT, FULL, INK, LEFT, Slide

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

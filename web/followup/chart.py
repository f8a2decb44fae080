"""A section as columns beside each other, drawn as SVG; its figures stand in the table below."""

from markupsafe import Markup

from web.followup.sections import Section

WIDTH, HEIGHT, FOOT = 600, 180, 4
LEAST = 1.5  # so high is what is little or nothing, so that one sees that it is there


def columns(one: Section) -> Markup:
    """Who does not see it is told what it is, and where its figures are."""
    each = WIDTH / max(len(one.lines), 1)
    drawn = Markup().join(_column(number, each, line.bar) for number, line in enumerate(one.lines))
    told = Markup(
        '<svg class="chart" role="img" viewBox="0 0 {} {}" preserveAspectRatio="none"'
        ' aria-label="{}">{}</svg>'
    )
    return told.format(WIDTH, HEIGHT, _label(one), drawn)


def _column(number: int, each: float, bar: float | None) -> Markup:
    high = max((bar or 0) * (HEIGHT - FOOT), LEAST)
    rect = Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>')
    return rect.format(each * (number + 0.1), HEIGHT - high, each * 0.8, high)


def _label(one: Section) -> str:
    highest = next((line for line in one.lines if line.bar == 1), None)
    most = f" Flest: {highest.name}, {highest.values[0]}." if highest else ""
    return f"Stapeldiagram över antal frågor. Siffrorna står i tabellen under.{most}"

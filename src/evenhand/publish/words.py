"""Numbers as a reader says them, in any language. Every figure on the page is written by one of these."""


def whole(value: float) -> str:
    """Return a whole number with its thousands apart: '1,340'."""
    return f"{value:,.0f}"


def figure(value: float) -> str:
    """Return a number of every 100, or a rate, with as many digits as a reader can use: '41', '3.2', '1,250'.

    A rate below 10 keeps one digit after the point; so does a share below 1 of every 100.
    """
    text = f"{abs(value):,.1f}" if abs(value) < 1 else f"{abs(value):,.0f}"
    text = text.removesuffix(".0")
    return text if value >= 0 or text == "0" else f"−{text}"


def rate_figure(value: float) -> str:
    """Return a rate with as many digits as a reader needs: '21', '4.8', '0.26'."""
    if value == 0 or abs(value) >= 20:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 1 else f"{value:.1f}"


def points(value: float) -> str:
    """Return a difference in points with its sign and one digit, so that parts add up: '+3.1', '−17.0', '0.0'."""
    text = f"{abs(value):.1f}"
    if text == "0.0":
        return text
    return f"+{text}" if value > 0 else f"−{text}"

"""Colours are judged once of all that looks alike: the same classes inside the same classes, in the same colours.

Whether words stand out from what is behind them hangs on their own colours and size and on those of what they stand in,
and on nothing else that a page says. It is what axe takes longest over, and tables repeat it by the thousand.
"""

from typing import TYPE_CHECKING, Any

from tests.service.journeys.served import AXE

if TYPE_CHECKING:
    from playwright.sync_api import Page

# As a file of the site's, axe is kept by the browser as it understood it; sent along, it is read anew on every page.
_BRING = """address => new Promise((arrived, failed) => {
  const script = document.createElement('script');
  script.src = address;
  script.onload = () => (script.remove(), arrived());
  script.onerror = failed;
  document.head.append(script);
})"""
# Elements with words of their own, by a number that is the same where the way to them and everything on it looks alike.
_ALIKE = """() => {
  const mixed = (before, words) => {
    let [a, b] = before;
    for (let at = 0; at < words.length; at++) {
      const letter = words.charCodeAt(at);
      a = Math.imul(a ^ letter, 2654435761);
      b = Math.imul(b ^ letter, 1597334677);
    }
    return [a ^ (b >>> 16), b ^ (a >>> 16)];
  };
  const style = one => {
    const is = getComputedStyle(one);
    return [is.color, is.backgroundColor, is.backgroundImage, is.opacity, is.fontSize, is.fontWeight, is.textShadow,
      is.position, is.visibility, is.display, is.clipPath].join();
  };
  const speaks = one => one.matches('input, select, textarea')
    || [...one.childNodes].some(part => part.nodeType === Node.TEXT_NODE && part.data.trim());
  const held = window.evenhandAlike = new Map();
  const walk = (one, before) => {
    const now = mixed(before, [one.localName, one.getAttribute('class'), one.disabled, style(one)].join());
    const number = now.map(part => part >>> 0).join('-');
    if (speaks(one) && !held.has(number)) held.set(number, one);
    for (const child of one.children) walk(child, now);
  };
  walk(document.body, [0xdeadbeef, 0x41c6ce57]);
  return [...held.keys()];
}"""
_RUN = """numbers => axe.run(
  {include: numbers.map(number => window.evenhandAlike.get(number))},
  {runOnly: ['color-contrast'], resultTypes: ['violations'], preload: false},
).then(told => told.violations)"""

_GOOD: set[str] = set()
"""What this worker's pages have shown and axe found nothing wrong with."""


def bring_axe(page: "Page") -> None:
    """Have axe on a page, where it is not yet."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_BRING, AXE)


def colours_found(page: "Page") -> list[dict[str, Any]]:
    """Return what axe finds wrong with the colours of all that no page before had like this."""
    new = [number for number in page.evaluate(_ALIKE) if number not in _GOOD]
    if not new:
        return []
    bring_axe(page)
    found: list[dict[str, Any]] = page.evaluate(_RUN, new)
    if not found:
        _GOOD.update(new)
    return found

"""What holds of every page: axe finds nothing, nothing sticks out at 320 pixels, the keyboard is seen wherever it goes."""

from typing import TYPE_CHECKING

from tests.service.journeys.alike import bring_axe, colours_found
from tests.service.journeys.shapes import is_good, keep_good, shape_of
from tests.service.journeys.walker import Walker, comes_true

if TYPE_CHECKING:
    from playwright.sync_api import Page

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_IS_WHOLE = "document.readyState === 'complete' && document.querySelectorAll('h1').length === 1"
_FRAME = "({headings: document.querySelectorAll('h1').length, title: document.title})"
_STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > wide + 1)
    .slice(0, 3).map(one => one.outerHTML.slice(0, 120));
}"""
# After a step by keyboard, every place that can be reached, whatever its order: where would one not see where one is?
_UNSEEN = """() => {
  const unseen = one => {
    // GOV.UK lays the input of a tick, unseen, over a box that its label draws.
    const tick = one.matches('.govuk-radios__input, .govuk-checkboxes__input');
    const style = tick ? getComputedStyle(one.nextElementSibling, '::before') : getComputedStyle(one);
    const box = one.getBoundingClientRect();
    const marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
    return !(marked && box.width > 0 && box.height > 0);
  };
  const told = {reached: 0, unseen: []};
  for (const one of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')) {
    if (one.tabIndex < 0) continue;
    one.focus({preventScroll: true});
    if (document.activeElement !== one) continue;
    told.reached += 1;
    if (unseen(one)) told.unseen.push(one.outerHTML.slice(0, 160));
  }
  return told;
}"""


def axe_finds(page: "Page", *, colours: bool = True) -> list[str]:
    """Return what axe finds against WCAG 2.2 AA and good practice, each with an example."""
    shape, found = shape_of(page), []
    if not is_good(shape):
        bring_axe(page)
        options = {
            "runOnly": {"type": "tag", "values": WCAG_22_AA},
            "resultTypes": ["violations"],
            "preload": False,
            "rules": {"color-contrast": {"enabled": False}},
        }
        # What passes and what does not apply stays in the browser: it is most of what axe has to say.
        found = page.evaluate("options => axe.run(document, options).then(told => told.violations)", options)
        if not found:
            keep_good(shape)
    found += colours_found(page) if colours else []
    return [f"axe: {one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}" for one in found]


def sticks_out(page: "Page") -> list[str]:
    """Return what makes the page scroll sideways in a narrow window."""
    return [f"sticks out: {one}" for one in page.evaluate(_STICKS_OUT)]


def keyboard_gets_lost(page: "Page") -> list[str]:
    """Return the first place on the keyboard's way where one could not see where one is; the first steps are real ones."""
    steps = []
    for _ in range(2):
        page.keyboard.press("Tab")
        steps.append(page.evaluate("document.activeElement.outerHTML.slice(0, 160)"))
    if steps[0] == steps[1]:
        return [f"the keyboard does not get on from: {steps[0]}"]
    found = page.evaluate(_UNSEEN)
    if not found["reached"]:
        return ["nothing can be reached by keyboard"]
    return [f"focus is not seen: {one}" for one in found["unseen"][:1]]


def is_a_page(page: "Page") -> list[str]:
    """Return what every page has to have and this one lacks, also after a while: a title and one heading."""
    comes_true(page, _IS_WHOLE)
    frame, lacks = page.evaluate(_FRAME), []
    if frame["headings"] != 1:
        lacks.append(f"has {frame['headings']} headings of the first order")
    if " – Evenhand" not in frame["title"] or frame["title"].startswith(" –"):
        lacks.append(f"has the title “{frame['title']}”")
    return lacks


def faults(walker: Walker, *, colours: bool = True, keyboard: bool = True) -> list[str]:
    """Return everything that is wrong with the page the walker looks at; the window is wide again afterwards."""
    found = is_a_page(walker.page) + axe_finds(walker.page, colours=colours)
    if keyboard:
        found += keyboard_gets_lost(walker.page)
    walker.narrow()
    found += sticks_out(walker.page)
    walker.wide()
    return found + walker.complaints


def check_page(walker: Walker) -> None:
    """Fail where anything is wrong with the page the walker looks at."""
    found = faults(walker)
    assert found == [], "\n".join([walker.page.url, *found])

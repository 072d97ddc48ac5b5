"""Axe judges a page once of all that are built alike: the same elements, named and joined in the same way, with other words.

What axe finds beside colours hangs on elements, on their attributes, on which of them have words, on which words are the
same as which, on what is shown, on what is too small or too near to something else to press, and on what scrolls. Not on
what the words say: so the page in the other language, of the same shape, is not judged again. The header, the footer and
what stands between them are looked at each for itself, since a narrow window changes the first on every page.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# The parts of a page as numbers. Names and words become the order in which they come first in their part: only who is the
# same as whom is left.
_SHAPE = """() => {
  let a, b, word, name;
  const put = words => {
    for (let at = 0; at < words.length; at++) {
      const letter = words.charCodeAt(at);
      a = Math.imul(a ^ letter, 2654435761);
      b = Math.imul(b ^ letter, 1597334677);
      a = a << 5 | a >>> 27;
      b = b << 7 | b >>> 25;
    }
  };
  const order = () => {
    const met = new Map();
    return one => met.has(one) ? met.get(one) : (met.set(one, met.size + 1), met.size);
  };
  const refers = id => name(id) + (!id || document.getElementById(id) ? '' : '!');
  const words = text => text.trim() ? 'w' + word(text.trim()) : '';
  const own = document.documentElement.lang;
  const pair = ['en', 'cy'];
  const language = value => !pair.includes(value) || !pair.includes(own) ? value : value === own ? 'own' : 'other';
  const NAMES = new Set(['id', 'name']);
  const REFERS = new Set(['for', 'headers', 'list', 'form', 'aria-labelledby', 'aria-describedby',
    'aria-controls', 'aria-owns', 'aria-details', 'aria-errormessage', 'aria-activedescendant', 'aria-flowto']);
  const WORDS = new Set(['aria-label', 'alt', 'title', 'placeholder', 'value', 'summary', 'label', 'aria-description',
    'aria-roledescription', 'aria-valuetext']);
  const THERE = new Set(['src', 'srcset', 'action', 'formaction', 'datetime', 'hreflang', 'nonce', 'integrity', 'd', 'x',
    'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'points', 'transform', 'viewBox', 'textLength']);
  const said = (one, {name: key, value}) => {
    if (key === 'lang' || key === 'xml:lang') return language(value);
    if (key === 'href') return value.startsWith('#') ? '#' + refers(value.slice(1)) : value ? 'there' : '';
    if (NAMES.has(key)) return value.split(/\\s+/).map(name).join();
    if (REFERS.has(key)) return value.split(/\\s+/).map(refers).join();
    if (WORDS.has(key)) return words(value);
    if (one.localName === 'meta') return key === 'content' && one.name !== 'viewport' && !one.httpEquiv ? 'w' : value;
    return THERE.has(key) ? 'there' : value;
  };
  // As WCAG has it: what is smaller than 24 pixels has a circle of that size around it into which nothing else reaches.
  const targets = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .map(one => ({one, box: one.getClientRects()[0]})).filter(({box}) => box && box.width && box.height)
    .map(({one, box}) => ({one, box, small: box.width < 24 || box.height < 24,
      x: box.left + box.width / 2, y: box.top + box.height / 2}));
  const far = (at, low, high) => Math.max(low - at, 0, at - high);
  const reaches = (p, q) => q !== p && !p.one.contains(q.one) && !q.one.contains(p.one) && (
    Math.hypot(far(p.x, q.box.left, q.box.right), far(p.y, q.box.top, q.box.bottom)) < 12
    || (q.small && Math.hypot(p.x - q.x, p.y - q.y) < 24));
  const near = new Set(targets.filter(p => p.small && targets.some(q => reaches(p, q))).map(({one}) => one));
  const scrolls = (one, style) => !one.matches(':root, body') && [[style.overflowX, one.scrollWidth - one.clientWidth],
    [style.overflowY, one.scrollHeight - one.clientHeight]].some(([how, more]) => /auto|scroll/.test(how) && more > 1);
  const parted = new Set([...document.body.children, ...document.querySelectorAll('main')]);
  const walk = one => {
    put('<' + one.localName + (near.has(one) ? ' near' : ''));
    const parts = [...one.attributes].sort((p, q) => p.name < q.name ? -1 : 1);
    // What scripts keep for themselves is nothing to axe, and neither is the order in which a language has its choices.
    const skipped = part => part.name.startsWith('data-') || (one.localName === 'option' && part.name !== 'disabled');
    for (const part of parts) if (!skipped(part)) put(' ' + part.name + '=' + said(one, part));
    const style = getComputedStyle(one);
    put((style.display === 'none' ? ' hidden ' : ' ') + style.visibility + (scrolls(one, style) ? ' scrolls' : ''));
    for (const child of one.childNodes) {
      if (parted.has(child)) put('part');
      else if (child.nodeType === Node.ELEMENT_NODE) walk(child);
      else if (child.nodeType === Node.TEXT_NODE && !['SCRIPT', 'STYLE'].includes(one.tagName)) put(words(child.data));
    }
    put('>');
  };
  const number = part => {
    [a, b, word, name] = [0xdeadbeef, 0x41c6ce57, order(), order()];
    // Who is called the same, wherever it stands.
    if (part === document.documentElement) for (const one of document.querySelectorAll('[aria-label]')) said(one,
      one.attributes['aria-label']);
    walk(part);
    return [a >>> 0, b >>> 0].join('-');
  };
  return [document.documentElement, ...parted].map(number);
}"""

_GOOD: set[str] = set()
"""The shapes of this worker's pages in which axe found nothing wrong."""


def shape_of(page: "Page") -> set[str]:
    """Return numbers that are the same for pages that are built alike and show the same of it."""
    return set(page.evaluate(_SHAPE))


def is_good(shape: set[str]) -> bool:
    """Return whether axe found nothing wrong with pages that have every part of this shape."""
    return shape <= _GOOD


def keep_good(shape: set[str]) -> None:
    """Remember that axe found nothing wrong with a page of this shape."""
    _GOOD.update(shape)

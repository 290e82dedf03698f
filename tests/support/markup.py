"""What is wrong with the markup of a page: faults of the parser, unknown words, wrong nesting, names that lead nowhere."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

FRAME = "html head body base link meta title style script noscript template"
FLOW = """address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr
    main nav ol p pre search section table ul"""
INSIDE = "caption col colgroup dd dt figcaption legend li optgroup option summary tbody td tfoot th thead tr"
PHRASING = """a abbr b bdi bdo br button cite code data datalist del em i img input ins kbd label meter noscript object
    output picture progress q s samp select small span strong sub sup svg textarea time u var wbr"""
SECONDS = re.compile(r"T\d\d:\d\d:\d\d\.\d{4,}")
KNOWN = {*FRAME.split(), *FLOW.split(), *INSIDE.split(), *PHRASING.split()}
BLOCKS = set(FLOW.split())
WORDS = """abbr b bdi button cite code dt em h1 h2 h3 h4 h5 h6 i label legend output p pre q s small span strong sub
    summary sup time u var"""
ONLY_WORDS = set(WORDS.split())
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "tr": {"th", "td"},
    "select": {"option", "optgroup"},
}
PRESSED = {"a", "button", "input", "select", "textarea", "label", "summary", "details"}
GLOBAL = "class id lang dir title hidden tabindex role translate inputmode autofocus autocapitalize spellcheck"
EVERYWHERE = set(GLOBAL.split())
OWN = {
    "a": "href download rel target hreflang type",
    "blockquote": "cite",
    "button": "type name value disabled form formaction formmethod formnovalidate",
    "col": "span",
    "data": "value",
    "del": "datetime cite",
    "details": "open name",
    "fieldset": "disabled name form",
    "form": "action method enctype novalidate autocomplete name target",
    "img": "src alt width height loading srcset sizes decoding",
    "input": """type name value checked disabled required readonly placeholder min max step minlength maxlength pattern size
        autocomplete list multiple accept form capture""",
    "ins": "datetime cite",
    "label": "for",
    "li": "value",
    "link": "rel href type media as crossorigin sizes hreflang",
    "meta": "name content charset http-equiv",
    "meter": "value min max low high optimum",
    "ol": "start reversed type",
    "optgroup": "label disabled",
    "option": "value selected disabled label",
    "output": "for name form",
    "progress": "value max",
    "script": "src type defer async nomodule",
    "select": "name required disabled multiple size autocomplete form",
    "td": "colspan rowspan headers",
    "textarea": "name rows cols required disabled readonly placeholder minlength maxlength autocomplete form wrap",
    "th": "colspan rowspan headers scope abbr",
    "time": "datetime",
}
FILLED = {"id", "for", "name", "src", "rel", "lang", "type"}
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "for", "list", "form")


def faults_of_markup(page: str) -> list[str]:
    """Return what is wrong, a line each; empty is right."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(page)
    lines = page.splitlines()
    found = [f"{fault} {words or ''}: {_line(lines, place[0])}" for place, fault, words in parser.errors]
    found += _whole(root)
    for one, above in _walk(root, ()):
        found += _nesting(one, above)
        found += _attributes(one)
    return found


def _line(lines: list[str], number: int) -> str:
    return lines[min(number, len(lines)) - 1].strip()[:120]


def _walk(one: Element, above: tuple[str, ...]) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Each element with the names of those around it; what is drawn (svg) is looked at from outside only."""
    for child in one:
        if not isinstance(child.tag, str):  # a comment
            continue
        yield child, (*above, str(one.tag))
        if not child.tag.endswith("svg"):
            yield from _walk(child, (*above, str(one.tag)))


def _whole(root: Any) -> Iterator[str]:
    """What counts on the page as a whole: one title, one main, one h1, each id once, each reference to something there."""
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    ids = [one.get("id") for one in elements if one.get("id") is not None]
    yield from (f"twice on the page: id {name}" for name in sorted({name for name in ids if ids.count(name) > 1}))
    for tag in ("title", "main", "h1"):
        if (times := sum(one.tag == tag for one in elements)) != 1:
            yield f"{times} times {tag}"
    for one in elements:
        named = [word for key in REFERENCES for word in (one.get(key) or "").split()]
        href = one.get("href") or one.get("{http://www.w3.org/1999/xlink}href") or ""
        named += [href[1:]] if href.startswith("#") and len(href) > 1 else []
        yield from (f"leads nowhere: {name} from {one.tag}" for name in named if name not in ids)


def _nesting(one: Element, above: tuple[str, ...]) -> Iterator[str]:
    tag, parent = str(one.tag).rpartition("}")[2], above[-1]
    if tag not in KNOWN:
        yield f"no such element: {tag}"
    if tag in BLOCKS and parent in ONLY_WORDS and not (parent in ("legend", "summary") and tag in HEADINGS):
        yield f"{tag} inside {parent}"
    if parent in CHILDREN and tag not in CHILDREN[parent] | {"script", "template"}:
        yield f"{tag} inside {parent}"
    if tag in PRESSED and {"a", "button"} & set(above):
        yield f"{tag} inside a link or a button"
    if tag in ("label", "main", "form") and tag in above:
        yield f"{tag} inside {tag}"
    if tag == "img" and one.get("alt") is None:
        yield "img without alt"
    if tag in HEADINGS and not "".join(one.itertext()).strip():
        yield f"empty {tag}"
    if tag == "select" and one.get("required") is not None and one.find(".//option[@value='']") is None:
        yield f"select {one.get('name')} is required and has no empty line"


def _attributes(one: Element) -> Iterator[str]:
    tag = str(one.tag)
    if tag.endswith("svg"):
        return
    for name, value in one.attrib.items():
        if name.startswith("data-"):
            continue
        if not name.startswith("aria-") and name not in EVERYWHERE and name not in OWN.get(tag, "").split():
            yield f"no such attribute: {name} on {tag}"
        if (
            (value != value.strip() and name != "class")
            or (name in FILLED and not value)
            or (name == "id" and " " in value)
        ):
            yield f"empty or blank {name} on {tag}"
        if name == "datetime" and SECONDS.search(value):
            yield f"a time finer than a thousandth: {value}"

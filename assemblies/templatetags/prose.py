"""The one way in which words that people wrote become marks of a page: Markdown, then a short list of elements."""

import nh3
from django import template
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

register = template.Library()

# Without HTML, and without what would keep words from a reader: pictures, fences with a language, named references.
# A line that ends is a line that ends, as whoever typed it saw it.
_HIDES = ["image", "fence", "code", "reference", "html_block", "html_inline"]
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(_HIDES)
_DEEPEST = int(_MARKDOWN.options["maxNesting"])
_ELEMENTS = {
    "a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "strong", "ul",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}


@register.filter
def prose(text: str) -> SafeString:
    """Show Markdown: `{{ page.text.body|prose }}`; a heading is a strong line, so no text disturbs the order of a page."""
    parsed = _MARKDOWN.parse(text)
    if any(token.level >= _DEEPEST - 1 for token in parsed):
        # What is nested deeper would be left out; it must be seen, so it is shown as it was typed.
        return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308 - escaped
    tokens: list[Token] = []
    for token in parsed:
        if token.type == "heading_open":
            tokens += [Token("paragraph_open", "p", 1), Token("strong_open", "strong", 1)]
        elif token.type == "heading_close":
            tokens += [Token("strong_close", "strong", -1), Token("paragraph_close", "p", -1)]
        else:
            tokens.append(token)
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    clean = nh3.clean(
        html, tags=_ELEMENTS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener noreferrer nofollow"
    )
    return mark_safe(clean)  # noqa: S308 - what the allow-list let through is what may be shown

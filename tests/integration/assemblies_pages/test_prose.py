"""Markdown as pages show it: a short list of elements, headings as strong lines."""

import pytest

from assemblies.templatetags.prose import prose


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One *two* **three**", "<p>One <em>two</em> <strong>three</strong></p>\n"),
        ("a line\nand one more", "<p>a line<br>\nand one more</p>\n"),
        ("## The oven", "<p><strong>The oven</strong></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>\n'),
        ("[x](https://e.org)", '<p><a href="https://e.org" rel="noopener noreferrer nofollow">x</a></p>\n'),
        ("[x](javascript:ran())", "<p>[x](javascript:ran())</p>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("", ""),
    ],
)
def test_prose(text, html):
    assert prose(text).strip() == html.strip()


@pytest.mark.parametrize(
    "text",
    [
        "```hidden\ncode\n```",
        "[a]: https://e.org 'hidden'",
        "![hidden](x.png)",
        "<!-- hidden -->",
        "    hidden",
        "~~~hidden",
    ],
)
def test_no_word_is_kept_from_the_reader(text):
    assert "hidden" in prose(text)


def test_depth_and_length_keep_nothing_waiting():
    assert "x" in prose(">" * 5000 + "x")
    for depth in range(15, 25):
        assert "x" in prose("> " * depth + "x")
        assert "x" in prose("- " * depth + "x")
    assert "x" in prose("[" * 5000 + "x")
    assert "x" in prose("*" * 5000 + "x" + "*" * 5000)

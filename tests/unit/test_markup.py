"""The reader of markup finds what is planted, and nothing on a sound page."""

import pytest

from tests.support.markup import faults_of_markup

HEAD = '<!doctype html><html lang="en"><head><title>T</title></head>'
PAGE = HEAD + '<body><main id="main"><h1>One</h1>{}</main></body></html>'


def test_a_sound_page_has_no_faults():
    sound = '<a href="#main">Up</a><ul><li>One</li></ul><label for="a">A</label><input id="a" aria-describedby="main">'
    assert faults_of_markup(PAGE.format(sound)) == []


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        ('<p id="main">Two</p>', "twice on the page: id main"),
        ("<h1>Two</h1>", "2 times h1"),
        ('<a href="#gone">Go</a>', "leads nowhere: gone from a"),
        ('<p aria-labelledby="gone">Go</p>', "leads nowhere: gone from p"),
        ("<span><ul><li>One</li></ul></span>", "ul inside span"),
        ("<ul><p>One</p></ul>", "p inside ul"),
        ("<button><label>One</label></button>", "label inside a link or a button"),
        ("<blink>One</blink>", "no such element: blink"),
        ('<p align="left">One</p>', "no such attribute: align on p"),
        ('<img src="a.png">', "img without alt"),
        ("<h2> </h2>", "empty h2"),
        ('<p lang="">One</p>', "empty or blank lang on p"),
        ('<time datetime="2026-05-01T18:00:00.123456Z">One</time>', "a time finer than a thousandth: 2026"),
        ('<select name="a" required><option value="1">1</option></select>', "select a is required"),
    ],
)
def test_a_planted_fault_is_found(planted: str, fault: str):
    found = faults_of_markup(PAGE.format(planted))
    assert [line for line in found if line.startswith(fault)], found


@pytest.mark.parametrize(
    "planted", ["<p><div>One</div></p>", "<b>One", '<p id="a" id="b">One</p>', "<table><p>One</table>"]
)
def test_what_the_parser_mends_is_a_fault(planted: str):
    assert faults_of_markup(PAGE.format(planted)) != []

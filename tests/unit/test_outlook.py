"""What docs/scale.md says follows from the figures by multiplying, and the page has a place for it."""

from bench.outlook import BEGIN, END, PAGE, Assumed, outlook

MEASURED = {
    "passing": [
        {
            "communes": 10_000,
            "open": {"time": 2.0},
            "ask": {"time": 0.01},
            "tell": {"time": 0.005},
            "answer": {"carry": 0.02},
            "standing": {"time": 0.05},
        }
    ],
    "pages": [{"communes": 10_000, "pages": [{"page": "its live part", "work": 0.005}]}],
    "ballots": {"rates": {"named": 50.0}},
    "chain": {"together": 200.0},
    "roll": [{"kind": "CSV", "rows": 2_000, "look": 0.2, "import": 0.3}],
    "storage": {
        "rows": [
            {"what": f"kernel.{name}", "rows": 10, "bytes": 2_000}
            for name in ("Person", "RollEntry", "Elector", "JournalEntry")
        ],
        "whole": 300_000_000,
        "copy": {"time": 3.0, "bytes": 100_000_000},
    },
}


def row(name: str, we: Assumed | None = None) -> list[str]:
    found = next(line for line in outlook(MEASURED, we or Assumed()).splitlines() if line.startswith(f"| {name} "))
    return [cell.strip() for cell in found.strip("|").split("|")][1:]


def test_need_is_what_is_supposed_times_what_was_measured():
    assert row("live parts that phones fetch anew") == ["22,222 a second", "5.0 ms of work each", "111 processors"]
    assert row("votes by phone") == ["667 a second", "50 a second and server", "13 servers"]
    assert row("sending a decision down")[2] == "0.8 s in one transaction"
    assert row("asking, telling")[2] == "40 and 20 s, one worker"
    assert row("frozen rolls of votes, a year") == ["144,000,000", "200 bytes each", "28.8 GB"]
    assert row("people and rolls")[2] == "1.6 GB"


def test_smaller_people_needs_less_in_proportion():
    tenth = Assumed(communes=400, people=400_000)
    assert row("votes by phone", tenth)[0] == "67 a second"
    assert row("frozen rolls of votes, a year", tenth)[2] == "2.9 GB"


def test_page_has_one_place_for_the_table():
    page = PAGE.read_text()
    assert (page.count(BEGIN), page.count(END)) == (1, 1)
    assert page.index(BEGIN) < page.index(END)

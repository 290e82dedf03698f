"""What the measured figures say of four thousand communes with four million people: the table of docs/scale.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.tables import table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "scale.md"
BEGIN, END = "<!-- from here on written by make bench -->", "<!-- to here -->"
GIGA, MEGA = 1_000_000_000, 1_000_000
HALL = "its live part"


@dataclass(frozen=True, slots=True)
class Assumed:
    """What docs/scale.md supposes of a people; change a number here, and the table follows."""

    communes: int = 4_000
    people: int = 4_000_000
    present: int = 100  # in each hall
    sittings: int = 12  # of each commune in a year, all on one evening
    votes: int = 3  # by phone, at each sitting
    hours: int = 2  # that the evening lasts
    peak: int = 4  # the worst minute beside the mean of the evening
    changes: int = 40  # of a hall that open phones fetch in one evening
    poll: int = 30  # seconds after which a phone asks by itself
    entries: int = 40  # in the journal for each sitting

    @property
    def seconds(self) -> int:
        """How long the evening lasts."""
        return self.hours * 3600


def write_outlook(found: Mapping[str, Any]) -> None:
    """Put the table into docs/scale.md, between its marks; `found` is what was measured on PostgreSQL."""
    before, rest = PAGE.read_text().split(BEGIN)
    _old, after = rest.split(END)
    PAGE.write_text(f"{before}{BEGIN}\n\n{outlook(found, Assumed())}\n\n{END}{after}")


def outlook(found: Mapping[str, Any], we: Assumed) -> str:
    """Need and measure side by side."""
    passing = max(found["passing"], key=lambda row: row["communes"])
    weights = {row["what"].split(".")[1]: row["bytes"] / row["rows"] for row in found["storage"]["rows"]}
    copy = found["storage"]["copy"]
    halls = we.communes * we.present
    votes = we.peak * halls * we.votes / we.seconds
    reads = we.peak * halls * we.changes / we.seconds + halls / we.poll
    vote, page = found["ballots"]["rates"]["named"], _page(found, HALL)
    opening = passing["open"]["time"] / passing["communes"] * we.communes
    standing = (we.people * (weights["Person"] + weights["RollEntry"])) / GIGA
    electors = we.people * we.votes * we.sittings * weights["Elector"] / GIGA
    entries = we.communes * we.sittings * we.entries * weights["JournalEntry"] / GIGA
    year = (standing + electors + entries) * GIGA
    imports = next(row for row in found["roll"] if row["kind"] == "CSV")
    return table(
        ("what", "needed", "measured here", "so"),
        [
            (
                "live parts that phones fetch anew",
                f"{reads:,.0f} a second",
                f"{page * 1000:.1f} ms of work each",
                f"{reads * page:,.0f} processors",
            ),
            (
                "votes by phone",
                f"{votes:,.0f} a second",
                f"{vote:.0f} a second and server",
                f"{votes / vote:,.0f} servers",
            ),
            (
                "sending a decision down",
                f"{we.communes:,} communes",
                f"{passing['open']['time']:.1f} s for {passing['communes']:,}",
                f"{opening:.1f} s in one transaction",
            ),
            (
                "asking, telling",
                f"{we.communes:,} each",
                f"{passing['ask']['time'] * 1000:.0f} and {passing['tell']['time'] * 1000:.0f} ms each",
                f"{we.communes * passing['ask']['time']:.0f} and {we.communes * passing['tell']['time']:.0f} s, one worker",
            ),
            (
                "answers carried to the council",
                f"{we.peak * we.communes / we.seconds:.1f} a second",
                f"{passing['answer']['carry'] * 1000:.0f} ms each, one after another",
                f"{1 / passing['answer']['carry']:.0f} a second",
            ),
            (
                "entries into the council's journal",
                f"{we.peak * we.communes / we.seconds:.1f} a second",
                f"{found['chain']['together']:.0f} a second",
                "enough" if found["chain"]["together"] > we.peak * we.communes / we.seconds else "**too slow**",
            ),
            (
                "reading where it stands",
                f"{we.communes:,} communes",
                f"{passing['standing']['time'] * 1000:.0f} ms for {passing['communes']:,}",
                "enough",
            ),
            (
                "people and rolls",
                f"{we.people:,}",
                f"{weights['Person'] + weights['RollEntry']:.0f} bytes each",
                f"{standing:.1f} GB",
            ),
            (
                "frozen rolls of votes, a year",
                f"{we.people * we.votes * we.sittings:,}",
                f"{weights['Elector']:.0f} bytes each",
                f"{electors:.1f} GB",
            ),
            (
                "journals, a year",
                f"{we.communes * we.sittings * we.entries:,}",
                f"{weights['JournalEntry']:.0f} bytes each",
                f"{entries:.1f} GB",
            ),
            (
                "a copy after one year",
                f"{year / GIGA:.0f} GB",
                f"{found['storage']['whole'] / MEGA / copy['time']:.0f} MB a second",
                f"{year / found['storage']['whole'] * copy['time'] / 60:.0f} minutes, "
                f"{year / found['storage']['whole'] * copy['bytes'] / GIGA:.1f} GB",
            ),
            (
                "bringing in every roll",
                f"{we.people:,} rows",
                f"{imports['rows']:,} in {imports['look'] + imports['import']:.1f} s",
                f"{we.people / imports['rows'] * (imports['look'] + imports['import']) / 60:.0f} minutes of one processor",
            ),
        ],
    )


def _page(found: Mapping[str, Any], name: str) -> float:
    """Seconds of a processor for this page, in the largest confederation in which pages were opened."""
    largest = max(found["pages"], key=lambda world: world["communes"])
    took: float = next(page["work"] for page in largest["pages"] if page["page"] == name)
    return took

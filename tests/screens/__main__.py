"""`python -m tests.screens`: takes a picture of every page in every state, and says what a browser finds wrong there.

python -m tests.screens --page ballot --width 390 --light dark rtl
"""

import argparse
import json
import re
import tempfile
from collections import defaultdict
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.screens.album import write_album
from tests.screens.faults import faults_of, make_longer, space_out
from tests.screens.shots import SHOTS, Shot
from tests.support.browser import ROOT, House, axe, chromium, running_house
from tests.support.markup import faults_of_markup

WIDTHS = {1440: 900, 1280: 900, 390: 844, 320: 640}
LIGHTS = ("light", "dark", "contrast", "rtl", "long", "spaced", "forced")
PATIENCE = 120_000  # of a busy machine, in thousandths of a second


class Photographer:
    """Goes through the pages of one world; keeps the pictures' names and the faults."""

    def __init__(self, folder: Path, widths: list[int], lights: list[str], *, pictures: bool) -> None:
        self.folder, self.widths, self.lights, self.with_pictures = folder, widths, lights, pictures
        self.pictures: dict[str, list[str]] = defaultdict(list)
        self.faults: dict[str, list[str]] = {}

    def visit(self, browser: Browser, name: str, shots: list[Shot]) -> None:
        """Tell the story of this world in a house of its own and take its pictures."""
        with tempfile.TemporaryDirectory(prefix="confed-screens-") as scratch, running_house(Path(scratch)) as house:
            self.go_through(browser, house, name, shots)

    def go_through(self, browser: Browser, house: House, name: str, shots: list[Shot]) -> None:
        """Tell the story of this world in this house and take its pictures."""
        mails = sorted({shot.mail for shot in shots if shot.mail})
        said = house.run(f"from tests.screens.worlds import tell; tell({name!r}, {mails!r})")
        told = json.loads(said.strip().splitlines()[-1])
        for shot in shots:
            context = self.context(browser, house, told["sessions"].get(shot.mail))
            self.take(context.new_page(), shot, shot.address.format(**told["places"]))
            context.close()

    def context(self, browser: Browser, house: House, session: str | None) -> BrowserContext:
        context = browser.new_context(base_url=house.url, bypass_csp=True, locale="en-GB", timezone_id="Europe/Paris")
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": house.url}])
        return context

    def take(self, page: Page, shot: Shot, address: str) -> None:
        """Take one page in every width and light; press what is to be pressed once."""
        page.set_viewport_size({"width": 1280, "height": 900})
        answer = page.goto(address)
        if answer and (found := faults_of_markup(answer.text())):
            self.faults[f"{shot.name} markup"] = found
        for words in shot.press:
            press(page, words)
        for light in self.lights:
            page.emulate_media(
                color_scheme="dark" if light == "dark" else "light",
                contrast="more" if light == "contrast" else "no-preference",
                forced_colors="active" if light == "forced" else "none",
            )
            if light in ("long", "spaced") and not shot.press:
                page.goto(address)
            if shot.opened:
                page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            page.evaluate("rtl => { document.documentElement.dir = rtl ? 'rtl' : 'ltr' }", light == "rtl")
            {"long": make_longer, "spaced": space_out}.get(light, lambda page: None)(page)
            for width in self.widths:
                self.shoot(page, shot.name, light, width)
        if shot.paper and self.with_pictures:
            page.emulate_media(color_scheme="light", contrast="no-preference", forced_colors="none")
            page.goto(address) if not shot.press else None
            page.pdf(path=self.folder / f"{shot.name}.pdf", format="A4", prefer_css_page_size=True)
            self.pictures[shot.name].append(f"{shot.name}.pdf")
        lines = [f"{where}: {fault}" for where, found in self.faults.items() for fault in found]
        (self.folder / "faults.txt").write_text("\n".join(lines) + "\n")
        print(shot.name, flush=True)

    def shoot(self, page: Page, name: str, light: str, width: int) -> None:
        page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        # Other words and spaces change no role and no contrast; where a system forces its colours, axe reads ours.
        if found := [*faults_of(page), *([] if light in ("long", "spaced", "forced") else axe(page))]:
            self.faults[f"{name} {width} {light}"] = found
        if not self.with_pictures:
            return
        file = f"{name}-{width}-{light}.png"
        page.screenshot(path=self.folder / file, full_page=True, timeout=PATIENCE)
        self.pictures[name].append(file)


def press(page: Page, words: str) -> None:
    """Press the button of these words; `@Label=value` fills a field, `#Words` chooses an answer."""
    if words.startswith("@"):
        label, value = words[1:].split("=", 1)
        page.get_by_label(label).first.fill(value)
    elif words.startswith("#"):
        page.locator("label.choice", has=page.get_by_text(words[1:], exact=True)).first.click()
    else:
        page.get_by_role("button", name=words, exact=True).first.click()
        page.wait_for_load_state()


def main() -> None:
    """Read the options, take the pictures, write index.html and faults.txt."""
    reader = argparse.ArgumentParser(prog="python -m tests.screens", description=__doc__)
    reader.add_argument("--page", nargs="*", default=[""], help="only pages whose name fits one of these patterns")
    reader.add_argument("--width", nargs="*", type=int, choices=WIDTHS, default=list(WIDTHS))
    reader.add_argument("--light", nargs="*", choices=LIGHTS, default=list(LIGHTS[:4]))
    reader.add_argument("--out", type=Path, default=ROOT / "screens")
    reader.add_argument("--faults", action="store_true", help="no pictures, only what a browser finds wrong")
    chosen = reader.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    worlds: dict[str, list[Shot]] = defaultdict(list)
    for shot in SHOTS:
        if any(re.search(pattern, shot.name) for pattern in chosen.page):
            worlds[shot.world].append(shot)
    photographer = Photographer(chosen.out, chosen.width, chosen.light, pictures=not chosen.faults)
    with chromium() as browser:
        for name, shots in worlds.items():
            photographer.visit(browser, name, shots)
    print(write_album(chosen.out, photographer.pictures, photographer.faults))


if __name__ == "__main__":
    main()

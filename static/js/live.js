// Live regions: the socket says that a topic changed, the region fetches itself through its ordinary page.
//
// A region:  <section id="standing" data-live="decision-12"> … </section>
//   data-live      topics, apart by spaces
//   data-live-url  where to fetch it; without it, this page. The answer is searched for the same id;
//                  where it has none, the whole answer is the region's new inside.
//   data-say       on the region: a sentence for the status line, spoken when it changes
// A region that holds a form, the focus or the pointer is never replaced: a button offers it instead.

const HEALTHY = 30000;
const POLL_LOST = 10000;
const QUIET = 5000;
const SPEAK = 10000;
const FORMS = "form, input, select, textarea";

const status = document.getElementById("status");
const regions = [...document.querySelectorAll("[data-live][id]")];
const topics = [...new Set(regions.flatMap((region) => region.dataset.live.split(/\s+/)))].filter(Boolean);
let healthy = false;
let lostAt = null;
let bar = null;
let spokenAt = 0;
let waits = 1000;

function speak(sentence) {
  const wait = Math.max(0, spokenAt + SPEAK - Date.now());
  setTimeout(() => {
    spokenAt = Date.now();
    const line = document.createElement("p");
    line.textContent = sentence;
    status.querySelector("p:not([data-lost])")?.remove();
    status.append(line);
  }, wait);
}

function showLost() {
  if (healthy || bar) return;
  const time = lostAt.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
  bar = document.createElement("p");
  bar.dataset.lost = "";
  bar.textContent = status.dataset.lost.replace("{time}", time);
  status.append(bar);
}

function showFound() {
  bar?.remove();
  bar = null;
}

function isHeld(region) {
  return region.querySelector(FORMS) || region.contains(document.activeElement) || region.matches(":hover, :active");
}

function put(region, fresh) {
  const sentence = fresh.dataset?.say;
  const changed = sentence && sentence !== region.dataset.say;
  region.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  if (sentence) region.dataset.say = sentence;
  region.previousElementSibling?.matches(".waiting-chip") && region.previousElementSibling.remove();
  region.dispatchEvent(new CustomEvent("live:changed", { bubbles: true }));
  if (changed) speak(sentence);
}

function offer(region, fresh) {
  const before = region.previousElementSibling;
  const chip = before?.matches(".waiting-chip") ? before : document.createElement("button");
  if (!chip.isConnected) {
    chip.type = "button";
    chip.className = "btn btn--s waiting-chip";
    chip.textContent = status.dataset.chip;
    region.before(chip);
  }
  chip.onclick = () => {
    put(region, fresh);
    region.tabIndex = -1;
    region.focus();
  };
}

async function refresh(some) {
  const byUrl = Map.groupBy
    ? Map.groupBy(some, (region) => region.dataset.liveUrl || location.href)
    : some.reduce((map, region) => {
        const url = region.dataset.liveUrl || location.href;
        return map.set(url, [...(map.get(url) || []), region]);
      }, new Map());
  for (const [url, group] of byUrl) {
    const answer = await fetch(url, { headers: { "X-Live": "1" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) continue;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const region of group) {
      const fresh = page.getElementById(region.id) || page.body;
      const same = fresh.textContent === region.textContent && fresh.childElementCount === region.childElementCount;
      if (same) continue;
      if (fresh.querySelector(FORMS) && fresh !== page.body) location.pathname && offerReload(region);
      else if (isHeld(region)) offer(region, fresh);
      else put(region, fresh);
    }
  }
}

function offerReload(region) {
  offer(region, region);
  region.previousElementSibling.onclick = () => location.reload();
}

function poll() {
  refresh(regions).catch(() => lose());
  setTimeout(poll, healthy ? HEALTHY : POLL_LOST);
}

function lose() {
  if (healthy || !lostAt) lostAt = new Date();
  healthy = false;
  setTimeout(showLost, QUIET);
}

function listen() {
  const url = new URL("/live/", location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  topics.forEach((topic) => url.searchParams.append("t", topic));
  const socket = new WebSocket(url);
  socket.onopen = () => {
    if (lostAt) refresh(regions).catch(() => {});
    healthy = true;
    lostAt = null;
    waits = 1000;
    showFound();
  };
  socket.onmessage = (event) => {
    const some = regions.filter((region) => region.dataset.live.split(/\s+/).some((topic) => event.data.includes(topic)));
    refresh(some.length ? some : regions).catch(() => lose());
  };
  socket.onclose = () => {
    lose();
    setTimeout(listen, waits);
    waits = Math.min(waits * 2, 30000);
  };
}

if (topics.length) {
  listen();
  setTimeout(poll, HEALTHY);
}

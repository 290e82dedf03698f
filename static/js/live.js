// Live regions: the socket says that a topic changed, the region fetches itself through its ordinary page.
//
// A region:  <section id="standing" data-live="decision-12"> … </section>
//   data-live      topics, apart by spaces
//   data-live-url  where it stands as everybody sees it, rendered once for all; without it, this page.
//                  The answer is searched for the same id; a region that it has no more is put away.
//   data-live-own  this reader may have the commune's own words, which never stand in what everybody sees:
//                  in its gaps (data-own data-closed) they are filled in from this page, or fetched with it.
//   data-say       on the region: a sentence for the status line, spoken when it changes
//   data-over      on the fresh region: its form is no longer this person's to send, so it goes at once
// A region that holds the focus or the pointer waits behind a button; one that holds a form is else never replaced.
// The page is whole without this file; docs/adr/0005-live-fragments.md says why it is not a library.

const HEALTHY = 30000;
const LOST = 10000;
const QUIET = 5000;
const STEADY = 2000;
const SPEAK = 10000;
const MOST_WAIT = 30000;
const PATIENCE = 15000;
const FORMS = "form, input, select, textarea";

const status = document.getElementById("status");
const regions = [...document.querySelectorAll("[data-live][id]")];
const topics = [...new Set(regions.flatMap(topicsOf))];
const wanted = new Set();
const own = new Map();
let bringing = null;
let lostAt = new Date();
let spokenAt = 0;
let wait = 1000;
let timer;

function topicsOf(region) {
  return region.dataset.live.split(/\s+/).filter(Boolean);
}

function line(kind, sentence) {
  status.querySelector(`[data-line=${kind}]`)?.remove();
  if (!sentence) return;
  const paragraph = document.createElement("p");
  paragraph.dataset.line = kind;
  paragraph.textContent = sentence;
  status.append(paragraph);
}

function speak(sentence) {
  const pause = Math.max(0, spokenAt + SPEAK - Date.now());
  spokenAt = Date.now() + pause;
  setTimeout(() => line("news", sentence), pause);
}

function showLost() {
  if (!lostAt) return;
  const time = lostAt.toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
  line("lost", status.dataset.lost.replace("{time}", time));
}

function put(region, fresh) {
  const sentence = fresh.dataset.say || "";
  const isNews = sentence && sentence !== region.dataset.say;
  region.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  region.dataset.say = sentence;
  region.hidden = false;
  chipOf(region)?.remove();
  if (isNews) speak(sentence);
}

function chipOf(region) {
  const before = region.previousElementSibling;
  return before?.matches(".waiting-chip") ? before : null;
}

function offer(region, act) {
  const chip = chipOf(region) || document.createElement("button");
  chip.type = "button";
  chip.className = "btn btn--s waiting-chip";
  chip.textContent = status.dataset.chip;
  chip.onclick = act;
  if (!chip.isConnected) region.before(chip);
}

function isSame(region, fresh) {
  const nodes = [...region.childNodes];
  return nodes.length === fresh.childNodes.length && nodes.every((node, place) => node.isEqualNode(fresh.childNodes[place]));
}

function show(region, fresh) {
  if ("over" in fresh.dataset) {
    if (!isSame(region, fresh)) put(region, fresh); // what it asked for would be refused now
  } else if (region.querySelector(FORMS) || fresh.querySelector(FORMS)) {
    if (fresh.textContent === region.textContent) return; // a form's seal differs each time
    offer(region, () => location.reload());
  } else if (isSame(region, fresh)) {
    return;
  } else if (region.contains(document.activeElement) || region.matches(":hover, :active")) {
    offer(region, () => {
      put(region, fresh);
      region.tabIndex = -1;
      region.focus();
    });
  } else {
    put(region, fresh);
  }
}

function putAway(region) {
  if (region.querySelector(FORMS)) return offer(region, () => location.reload());
  region.replaceChildren();
  region.hidden = true;
}

function keepOwn(page) {
  page.querySelectorAll("[data-own]").forEach((node) => own.set(node.dataset.own, "closed" in node.dataset ? null : node.cloneNode(true)));
}

function fillOwn(fresh) {
  const gaps = [...fresh.querySelectorAll("[data-own][data-closed]")];
  if (!gaps.every((gap) => own.has(gap.dataset.own))) return false;
  gaps.filter((gap) => own.get(gap.dataset.own)).forEach((gap) => {
    gap.closest("details[hidden]")?.removeAttribute("hidden");
    gap.replaceWith(own.get(gap.dataset.own).cloneNode(true));
  });
  return true;
}

function refresh(some) {
  some.forEach((region) => wanted.add(region));
  bringing ??= bringAll().finally(() => (bringing = null)); // one after the other, so that the newest stands
  return bringing;
}

async function bringAll() {
  while (wanted.size) {
    const some = [...wanted];
    wanted.clear();
    for (const url of new Set(some.map(urlOf))) {
      await bring(url, some.filter((region) => urlOf(region) === url));
    }
  }
}

async function bring(url, some) {
  const isShared = url !== here();
  const answer = await fetch(url, {
    headers: { "X-Live": "1" },
    credentials: isShared ? "omit" : "same-origin",
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!isShared) keepOwn(page);
  else if (some.some((region) => "liveOwn" in region.dataset) && !fillOwn(page)) return bring(here(), some);
  for (const region of some) {
    const fresh = page.getElementById(region.id);
    if (fresh) show(region, fresh);
    else putAway(region);
  }
}

function here() {
  return location.pathname + location.search;
}

function urlOf(region) {
  return region.dataset.liveUrl || here();
}

function poll() {
  clearTimeout(timer);
  const pause = (lostAt ? LOST : HEALTHY) * (0.75 + Math.random() / 2); // not everybody at once
  timer = setTimeout(() => refresh(regions).catch(() => {}).finally(poll), pause);
}

function listen() {
  const address = new URL("/live/", location.href);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  topics.forEach((topic) => address.searchParams.append("t", topic));
  const socket = new WebSocket(address);
  let steady;
  socket.onopen = () => {
    refresh(regions).catch(() => {}); // what changed while nobody listened
    steady = setTimeout(() => {
      wait = 1000;
      lostAt = null;
      line("lost", "");
      poll();
    }, STEADY);
  };
  socket.onmessage = (event) => {
    const { topic } = JSON.parse(event.data);
    refresh(regions.filter((region) => topicsOf(region).includes(topic))).catch(() => {});
  };
  socket.onclose = () => {
    clearTimeout(steady);
    lostAt ??= new Date();
    setTimeout(showLost, QUIET);
    poll();
    setTimeout(listen, wait + Math.random() * wait); // not everybody at once
    wait = Math.min(wait * 2, MOST_WAIT);
  };
}

keepOwn(document);
if (topics.length) listen();

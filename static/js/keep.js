// The mandate cards stay on this phone: saved whole while there is signal, with the hour they were written.
// Signal comes back: they are saved again, and a card whose text moved on since gets its red edge.
// The page is whole without this file; templates/mandates/worker.js hands out what was saved.
const KEPT = "mandates";
const HEALTHY = 60000;
const LOST = 10000;
const CARDS = location.pathname;
const FILES = new URL("..", import.meta.url).href;

const line = document.getElementById("kept");
const said = line.querySelector("[data-sentence]");
const shown = wordsOf(document);
let isLost = false;
let timer;

function wordsOf(page) {
  return page.getElementById("main").textContent.replace(/\s+/g, " ");
}

function whenOf(page) {
  const { date, day, time, today, then } = page.getElementById("kept").dataset;
  const now = new Date();
  const here = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  return (date === here ? today : then).replace("{day}", day).replace("{time}", time);
}

function say(word, page) {
  const sentence = line.dataset[word].replace("{when}", whenOf(page));
  if (said.textContent !== sentence) said.textContent = sentence;
  line.querySelector("[data-off]").hidden = word !== "offline";
  line.querySelector("[data-on]").hidden = word === "offline";
  document.body.classList.toggle("no-signal", word === "offline");
}

const savedPage = () => caches.match(CARDS, { cacheName: KEPT, ignoreVary: true });
const parse = (text) => new DOMParser().parseFromString(text, "text/html");

// What the cards need to look as they do: their styles and scripts, and the fonts and icons this page has used.
function filesOf(page) {
  const named = [...page.querySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon], script[src]")];
  const used = performance.getEntriesByType("resource").map((entry) => entry.name);
  const all = [...named.map((node) => new URL(node.getAttribute("href") || node.getAttribute("src"), location).href), ...used];
  return [...new Set(all.filter((name) => name.startsWith(FILES)).map((name) => name.split("#")[0]))];
}

async function keep(answer, page) {
  await document.fonts.ready;
  const cache = await caches.open(KEPT);
  const had = (await cache.keys()).map((request) => request.url);
  const files = filesOf(page);
  await cache.addAll(files.filter((name) => !had.includes(name)));
  await cache.put(CARDS, answer);
  const stale = had.filter((name) => name.startsWith(FILES) && !files.includes(name));
  await Promise.all(stale.map((name) => cache.delete(name)));
}

async function forget() {
  await caches.delete(KEPT);
  location.reload();
}

function markChanged(card, version) {
  if (Number(card.dataset.version) >= version) return;
  card.dataset.version = version;
  card.classList.add("mandate--changed");
  const note = document.createElement("p");
  const way = document.createElement("a");
  note.className = "note note--stop";
  way.className = "link";
  way.href = CARDS;
  way.textContent = line.dataset.changed.replace("{version}", version);
  note.append(way);
  card.querySelector("header").after(note);
}

function compare(page) {
  for (const card of document.querySelectorAll("[data-version]")) {
    const fresh = page.getElementById(card.id);
    if (fresh) markChanged(card, Number(fresh.dataset.version));
  }
  line.querySelector("[data-show]").hidden = wordsOf(page) === shown;
}

async function withoutSignal() {
  const saved = await savedPage();
  if (!saved) return say("unsaved", document);
  if (Date.now() >= Number(saved.headers.get("X-Kept-Until")) * 1000) return forget();
  const page = parse(await saved.text());
  compare(page);
  return say("offline", page);
}

async function renew() {
  let answer;
  try {
    answer = await fetch(CARDS, { headers: { "X-Live": "1" } });
  } catch {
    isLost = true;
    return withoutSignal();
  }
  isLost = false;
  if (answer.status === 403 || answer.redirected) return forget();
  if (!answer.ok) return say("stale", document);
  const page = parse(await answer.clone().text());
  const gone = [...document.querySelectorAll("[data-hand]")].some((hand) => !page.getElementById(hand.id));
  if (gone || !answer.headers.has("X-Kept-Until")) return forget();
  compare(page);
  await keep(answer, page);
  return say("saved", page);
}

function again() {
  clearTimeout(timer);
  renew()
    .catch(() => say("unsaved", document))
    .finally(() => (timer = setTimeout(again, isLost ? LOST : HEALTHY)));
}

line.hidden = false;
if (!("serviceWorker" in navigator)) {
  say("insecure", document);
} else {
  navigator.serviceWorker.register(line.dataset.worker, { scope: "/" }).then(again, () => say("unsaved", document));
  navigator.storage?.persist?.();
  addEventListener("online", again);
  addEventListener("offline", again);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && again());
  line.querySelector("[data-show]").addEventListener("click", () => location.reload());
}

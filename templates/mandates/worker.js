{% load static %}// Keeps one page readable without signal: the mandate cards of who is signed in here, with the files they need.
// js/keep.js saves them; every other page goes its ordinary way and is never kept.
const KEPT = "mandates";
const CARDS = "{% url "my_mandates" %}";
const HOME = "{% url "now" %}";
const OUT = "{% url "sign_out" %}";
const FILES = "{% get_static_prefix %}";
const PATIENCE = 3000;

addEventListener("install", () => self.skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

// The saved page, until the term or the sign-in it was saved in has ended.
async function kept() {
  const page = await caches.match(CARDS, { cacheName: KEPT, ignoreVary: true });
  if (page && Date.now() < Number(page.headers.get("X-Kept-Until")) * 1000) return page;
  if (page) await caches.delete(KEPT);
  return null;
}

async function cards(request) {
  const saved = await kept();
  if (!saved) return fetch(request);
  const late = new Promise((show) => setTimeout(show, PATIENCE, saved));
  return Promise.race([fetch(request).catch(() => saved), late]);
}

async function home(request) {
  try {
    return await fetch(request);
  } catch (fault) {
    if (await kept()) return Response.redirect(CARDS);
    throw fault;
  }
}

async function file(request) {
  return (await caches.match(request, { cacheName: KEPT, ignoreVary: true })) || fetch(request);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== location.origin) return;
  if (request.method === "POST" && address.pathname === OUT) event.waitUntil(caches.delete(KEPT));
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && address.pathname === CARDS) event.respondWith(cards(request));
  else if (request.mode === "navigate" && address.pathname === HOME) event.respondWith(home(request));
  else if (address.pathname.startsWith(FILES)) event.respondWith(file(request));
});

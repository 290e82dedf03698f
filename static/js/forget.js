// Nobody is signed in here: the cards kept for a delegate go, and so does what was kept on a shared phone.
if ("caches" in globalThis) caches.delete("mandates");
navigator.serviceWorker?.getRegistration("/").then((found) => found?.unregister());
for (const name of Object.keys(localStorage)) {
  if (name.startsWith("shared:")) localStorage.removeItem(name);
}

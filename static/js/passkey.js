// Passkeys: the form asks the server for a question, the device answers it, the form sends the answer.
// Without this file, without HTTPS or without a lock on the device the form stays hidden; a code by mail works for all.
const BINARY = ["challenge", "id"];

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

// The challenge, the person's id and the ids of known keys travel as text.
function read(part) {
  if (Array.isArray(part)) return part.map(read);
  if (part === null || typeof part !== "object") return part;
  const made = Object.entries(part).map(([name, value]) => [
    name,
    BINARY.includes(name) && typeof value === "string" ? bytes(value) : read(value),
  ]);
  return Object.fromEntries(made);
}

function write(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = words(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: words(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function ask(form) {
  const headers = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };
  const answer = await fetch(form.dataset.options, { headers });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  const sent = await answer.json();
  const { publicKey } = sent.options || sent.request_options;
  // The id of the house is its name, not bytes.
  const options = read({ ...publicKey, rp: undefined });
  if (publicKey.rp) options.rp = publicKey.rp;
  return form.dataset.passkey === "add"
    ? navigator.credentials.create({ publicKey: options })
    : navigator.credentials.get({ publicKey: options });
}

async function send(event) {
  const form = event.currentTarget;
  const says = form.querySelector("[data-passkey-says]");
  event.preventDefault();
  event.stopPropagation();
  says.hidden = true;
  try {
    form.elements.credential.value = write(await ask(form));
    form.submit();
  } catch {
    says.textContent = form.dataset.failed;
    says.hidden = false;
  }
}

if (window.PublicKeyCredential && window.isSecureContext) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", send);
  }
  for (const line of document.querySelectorAll("[data-passkey-without]")) line.hidden = true;
}

// Security keys and passkeys: what the server offers is read as JSON, the key's answer goes into the
// hidden field `credential` of the form. A form says with data-webauthn what it does: create, get or login.

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

const withBytes = (credentials = []) => credentials.map((each) => ({ ...each, id: bytesOf(each.id) }));

async function optionsOf(form) {
  if (form.dataset.options) {
    return JSON.parse(document.getElementById(form.dataset.options).textContent).publicKey;
  }
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`options: ${response.status}`);
  return (await response.json()).request_options.publicKey;
}

async function created(form, options) {
  const passwordless = form.elements.passwordless?.checked ?? false;
  const selection = { ...options.authenticatorSelection };
  selection.residentKey = passwordless ? "required" : "discouraged";
  selection.requireResidentKey = passwordless;
  if (passwordless) selection.userVerification = "required";
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      user: { ...options.user, id: bytesOf(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
      authenticatorSelection: selection,
    },
  });
  return answer(credential, {
    attestationObject: textOf(credential.response.attestationObject),
    transports: credential.response.getTransports?.() ?? [],
  });
}

async function asserted(options) {
  const credential = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytesOf(options.challenge),
      allowCredentials: withBytes(options.allowCredentials),
    },
  });
  const { authenticatorData, signature, userHandle } = credential.response;
  return answer(credential, {
    authenticatorData: textOf(authenticatorData),
    signature: textOf(signature),
    userHandle: userHandle ? textOf(userHandle) : null,
  });
}

function answer(credential, response) {
  return {
    id: credential.id,
    rawId: textOf(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: textOf(credential.response.clientDataJSON), ...response },
  };
}

function showError(form, name) {
  const sentences = [...form.querySelectorAll("[data-error]")];
  const known = sentences.some((sentence) => sentence.dataset.error === name);
  for (const sentence of sentences) sentence.hidden = sentence.dataset.error !== (known ? name : "");
}

async function useKey(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  try {
    const options = await optionsOf(form);
    const credential = form.dataset.webauthn === "create" ? await created(form, options) : await asserted(options);
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    showError(form, error.name);
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form[data-webauthn]")) form.addEventListener("submit", useKey);

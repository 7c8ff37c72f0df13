/** A passkey that is cancelled, missing or not taken: allauth only writes to the console, so say what to do. */
export function startPasskeys(): void {
  document.addEventListener("allauth.error", (event) => {
    const { tags, exception } = (event as CustomEvent<{ tags: string[]; exception: unknown }>).detail;
    if (!tags.includes("webauthn")) return;
    event.preventDefault();
    say(sentenceFor(exception instanceof Error ? exception.name : ""));
  });
}

/** The page has brought the sentences along, in its own language. */
function sentenceFor(name: string): string {
  const said = document.querySelector<HTMLElement>("[data-passkeys]")?.dataset ?? {};
  if (!window.isSecureContext || !("credentials" in navigator)) return said.unknown ?? "";
  if (name === "NotAllowedError" || name === "AbortError") return said.cancelled ?? "";
  if (name === "InvalidStateError") return said.already ?? "";
  return said.failed ?? "";
}

/** It stays, under the heading, until the next try. */
function say(sentence: string): void {
  document.getElementById("passkey-failed")?.remove();
  const alert = document.createElement("p");
  alert.id = "passkey-failed";
  alert.className = "notice bad";
  alert.setAttribute("role", "alert");
  alert.textContent = sentence;
  document.querySelector("main h1")?.after(alert);
  alert.scrollIntoView({ block: "nearest" });
}

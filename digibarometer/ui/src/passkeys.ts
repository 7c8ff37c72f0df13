import { create } from "./dom";

/** A passkey that is cancelled, missing or not taken: allauth only writes to the console, so say what to do. */
export function startPasskeys(): void {
  document.addEventListener("allauth.error", (event) => {
    const { tags, exception } = (event as CustomEvent<{ tags: string[]; exception: unknown }>).detail;
    if (!tags.includes("webauthn")) return;
    event.preventDefault();
    showError(sentenceFor(exception instanceof Error ? exception.name : ""));
  });
}

/** The page brings the sentences along, in its own language. */
function sentenceFor(errorName: string): string {
  const { dataset } = document.querySelector<HTMLElement>("[data-passkeys]") ?? document.body;
  if (!window.isSecureContext || !("credentials" in navigator)) return dataset.unknown ?? "";
  if (errorName === "NotAllowedError" || errorName === "AbortError") return dataset.cancelled ?? "";
  if (errorName === "InvalidStateError") return dataset.already ?? "";
  return dataset.failed ?? "";
}

/** It stays, under the heading, until the next try. */
function showError(sentence: string): void {
  document.getElementById("passkey-failed")?.remove();
  const alert = create("p", { id: "passkey-failed", className: "notice bad", textContent: sentence });
  alert.setAttribute("role", "alert");
  document.querySelector("main h1")?.after(alert);
  alert.scrollIntoView({ block: "nearest" });
}

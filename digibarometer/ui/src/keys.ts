import { kept } from "./keeping";

const OFF = "keys-off";

/** data-key="ArrowRight" on a button: that key presses it. Letters can be turned off by [data-letters] (WCAG 2.1.4). */
export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if ((event.target as Element).closest("input, textarea, select, [contenteditable]")) return;
    if (document.querySelector("dialog[open]") || (event.key.length === 1 && kept.get(OFF))) return;
    const button = [...document.querySelectorAll<HTMLButtonElement>(`[data-key="${CSS.escape(event.key)}"]`)].find(
      (one) => !one.disabled && one.checkVisibility?.() !== false,
    );
    if (!button || event.repeat) return;
    event.preventDefault();
    button.click();
  });
  document.addEventListener("click", ({ target }) => {
    if ((target as Element).closest("[data-fullscreen]")) void fullscreen();
    if (!(target as Element).closest("[data-letters]")) return;
    if (kept.get(OFF)) kept.drop(OFF);
    else kept.set(OFF, "1");
    showLetters();
  });
  showLetters();
}

function showLetters(): void {
  for (const button of document.querySelectorAll("[data-letters]")) {
    button.setAttribute("aria-pressed", String(!kept.get(OFF)));
  }
}

const fullscreen = (): Promise<void> =>
  (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {});

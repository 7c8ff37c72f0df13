import { kept } from "./keeping";

const OFF = "keys-off";
const REMOTE = "remote-on"; // a presenter's remote sends PageDown, which otherwise scrolls

/** data-key="ArrowRight n" on a button: those keys press it. Letters can be turned off by [data-letters] (WCAG 2.1.4),
 *  and PageDown is taken only once [data-remote] is on. What lies in [data-keys-first] comes before all else. */
export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if ((event.target as Element).closest("input, textarea, select, [contenteditable]")) return;
    if (document.querySelector("dialog[open]") || (event.key.length === 1 && kept.get(OFF))) return;
    if (event.key === "PageDown" && !kept.get(REMOTE)) return;
    const pressed = `[data-key~="${CSS.escape(event.key)}"]`;
    const first = document.querySelectorAll<HTMLButtonElement>(`[data-keys-first] ${pressed}`);
    const all = [...first, ...document.querySelectorAll<HTMLButtonElement>(pressed)];
    const button = all.find((one) => !one.disabled && one.checkVisibility?.() !== false);
    if (!button || event.repeat) return;
    event.preventDefault();
    button.click();
  });
  document.addEventListener("click", ({ target }) => {
    if ((target as Element).closest("[data-fullscreen]")) void fullscreen();
    if ((target as Element).closest("[data-letters]")) turn(OFF);
    if ((target as Element).closest("[data-remote]")) turn(REMOTE);
  });
  showKeys();
}

function turn(name: string): void {
  if (kept.get(name)) kept.drop(name);
  else kept.set(name, "1");
  showKeys();
}

/** Say on the buttons which keys are on; also after each morph. */
export function showKeys(): void {
  const press = (what: string, is: boolean): void => {
    for (const button of document.querySelectorAll(what)) button.setAttribute("aria-pressed", String(is));
  };
  press("[data-letters]", !kept.get(OFF));
  press("[data-remote]", !!kept.get(REMOTE));
}

const fullscreen = (): Promise<void> =>
  (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {});

import { all, on, onClick, setPressed } from "./dom";
import { localStore } from "./storage";

const LETTERS_OFF_KEY = "keys-off";
const REMOTE_ON_KEY = "remote-on"; // a presenter's remote sends PageDown, which otherwise scrolls

/** data-key="ArrowRight n" on a button: those keys press it. Letters can be turned off by [data-letters] (WCAG 2.1.4),
 *  and PageDown is taken only once [data-remote] is on. What lies in [data-keys-first] comes before all else. */
export function startShortcuts(): void {
  on("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if ((event.target as Element).closest("input, textarea, select, [contenteditable]")) return;
    if (document.querySelector("dialog[open]") || (event.key.length === 1 && localStore.get(LETTERS_OFF_KEY))) return;
    if (event.key === "PageDown" && !localStore.get(REMOTE_ON_KEY)) return;
    const pressed = `[data-key~="${CSS.escape(event.key)}"]`;
    const buttons = [...all<HTMLButtonElement>(`[data-keys-first] ${pressed}`), ...all<HTMLButtonElement>(pressed)];
    const button = buttons.find((one) => !one.disabled && one.checkVisibility?.() !== false);
    if (!button || event.repeat) return;
    event.preventDefault();
    button.click();
  });
  onClick("[data-fullscreen]", toggleFullscreen);
  onClick("[data-letters]", () => toggleSetting(LETTERS_OFF_KEY));
  onClick("[data-remote]", () => toggleSetting(REMOTE_ON_KEY));
  showShortcutSettings();
}

function toggleSetting(key: string): void {
  if (localStore.get(key)) localStore.remove(key);
  else localStore.set(key, "1");
  showShortcutSettings();
}

/** Shows on the buttons which keys are on; also after each morph. */
export function showShortcutSettings(): void {
  for (const button of all("[data-letters]")) setPressed(button, !localStore.get(LETTERS_OFF_KEY));
  for (const button of all("[data-remote]")) setPressed(button, !!localStore.get(REMOTE_ON_KEY));
}

const toggleFullscreen = (): Promise<void> =>
  (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(
    () => {},
  );

import { onClick } from "./dom";
import { localStore } from "./storage";

const root = document.documentElement;
const storageKey = (): string => `theme:${document.body.dataset.kind ?? ""}`; // a dark board does not darken the desk

/** [data-theme-toggle] turns the page dark or light, and it stays so in this browser. */
export function startTheme(): void {
  if (document.querySelector("[data-theme-toggle]")) {
    root.dataset.theme = localStore.get(storageKey()) ?? root.dataset.theme ?? "";
  }
  onClick("[data-theme-toggle]", () => {
    const theme = isDark() ? "light" : "dark";
    root.dataset.theme = theme;
    localStore.set(storageKey(), theme);
  });
}

const isDark = (): boolean =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

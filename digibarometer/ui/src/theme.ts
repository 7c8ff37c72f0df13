import { kept } from "./keeping";

const root = document.documentElement;
const keyOf = (): string => `theme:${document.body.dataset.kind ?? ""}`; // a dark board does not darken the desk

/** [data-theme-toggle] turns the page dark or light, and it stays so in this browser. */
export function startTheme(): void {
  if (document.querySelector("[data-theme-toggle]")) root.dataset.theme = kept.get(keyOf()) ?? root.dataset.theme ?? "";
  document.addEventListener("click", ({ target }) => {
    if (!(target as Element).closest("[data-theme-toggle]")) return;
    const theme = isDark() ? "light" : "dark";
    root.dataset.theme = theme;
    kept.set(keyOf(), theme);
  });
}

const isDark = (): boolean =>
  root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;

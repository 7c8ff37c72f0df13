import type { DataName } from "./attributes";
import { create, setText } from "./dom";

const TOAST_MS = 8_000;

/** Shows a sentence in #messages; it goes after a while, unless someone is reading or about to close it. */
export function showToast(sentence: string, kind: "bad" | "warn" | "ok" = "bad"): void {
  const list = document.getElementById("messages");
  if (!list || !sentence) return;
  for (const old of list.children) if (old.firstChild?.textContent === sentence) old.remove();
  const text = create("span", { textContent: sentence });
  const close = create("button", { type: "button", className: "close" });
  close.setAttribute("aria-label", list.dataset.close ?? "×");
  const toast = create("p", { className: `notice ${kind}` }, text, close);
  close.onclick = () => toast.remove();
  list.append(toast);
  while (list.children.length > 3) list.firstElementChild?.remove();
  const removeUnlessRead = (): void => {
    if (toast.matches(":hover, :focus-within")) setTimeout(removeUnlessRead, TOAST_MS / 4);
    else toast.remove();
  };
  setTimeout(removeUnlessRead, TOAST_MS);
}

/** One of the sentences that the page brings along for the script, in its own language. */
export const translated = (name: DataName): string => document.getElementById("messages")?.dataset[name] ?? "";

/** Tells those who listen instead of look; the same once more is told once more. */
export const announce = (text: string): void => {
  const said = document.getElementById("said");
  setText(said, said?.textContent === text ? `${text}\u00a0` : text);
};

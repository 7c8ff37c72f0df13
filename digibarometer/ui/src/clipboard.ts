import { create, onClick } from "./dom";

const COPIED_MS = 2_000;

/** [data-copy="text"] copies the text; the button says so for a while, in its data-copied. */
export function startCopyButtons(): void {
  onClick("[data-copy]", async (button) => {
    if (button.dataset.was) return;
    await copyText(button.dataset.copy ?? "", button);
    const label = button.textContent ?? "";
    button.dataset.was = label;
    button.textContent = button.dataset.copied ?? "✓";
    setTimeout(() => {
      button.textContent = label;
      delete button.dataset.was;
    }, COPIED_MS);
  });
}

/** The clipboard is only there on https; the old way works everywhere. */
async function copyText(text: string, button: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = create("textarea", { value: text, className: "visually-hidden" });
    button.after(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
}

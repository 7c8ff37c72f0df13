const STAYS = 2_000;

/** [data-copy="text"] copies the text; the button says so for a while, in its data-copied. */
export function startCopying(): void {
  document.addEventListener("click", async ({ target }) => {
    const button = (target as Element).closest<HTMLElement>("[data-copy]");
    if (!button || button.dataset.was) return;
    await copy(button.dataset.copy!, button);
    button.dataset.was = button.textContent!;
    button.textContent = button.dataset.copied ?? "✓";
    setTimeout(() => {
      button.textContent = button.dataset.was!;
      delete button.dataset.was;
    }, STAYS);
  });
}

/** The clipboard is only there on https; the old way works everywhere. */
async function copy(text: string, button: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    button.after(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
}

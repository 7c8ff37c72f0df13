const IDLE_MS = 180_000; // that a table's screen may stand untouched with somebody's answers on it
const RETRY_MS = 5_000; // before trying once more, where there was no contact
const BLANK_FORM = 'form[data-do="room.hand_over"]:has(input[name="to"][value="null"])';

/** A table's screen that nobody touches is blanked: who had it may have gone, and others sit around it. */
export function startIdleBlanking(): void {
  if (document.body.dataset.kind !== "table") return;
  let timer = 0;
  const wait = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(blank, milliseconds);
  };
  const blank = (): void => {
    const form = document.querySelector<HTMLFormElement>(BLANK_FORM);
    form?.requestSubmit();
    wait(form ? RETRY_MS : IDLE_MS);
  };
  for (const touch of ["pointerdown", "keydown", "input"]) {
    addEventListener(touch, () => wait(IDLE_MS), { capture: true, passive: true });
  }
  wait(IDLE_MS);
}

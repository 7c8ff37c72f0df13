const IDLE = 180_000; // milliseconds that a table's screen may stand untouched with somebody's answers on it
const RETRY = 5_000; // and before trying once more, where there was no contact
const BLANK = 'form[data-do="room.hand_over"]:has(input[name="to"][value="null"])';

/** A table's screen that nobody touches is blanked: who had it may have gone, and others sit around it. */
export function startIdle(): void {
  if (document.body.dataset.kind !== "table") return;
  let timer = 0;
  const wait = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(blank, milliseconds);
  };
  const blank = (): void => {
    const form = document.querySelector<HTMLFormElement>(BLANK);
    form?.requestSubmit();
    wait(form ? RETRY : IDLE);
  };
  for (const touched of ["pointerdown", "keydown", "input"]) {
    addEventListener(touched, () => wait(IDLE), { capture: true, passive: true });
  }
  wait(IDLE);
}

const NEAR = 6; // pixels that a mouse moves before it drags
const HOLD = 350; // milliseconds that a finger rests before it drags: else it scrolls
const SLIP = 10; // pixels that a resting finger may slip
const EDGE = 60; // pixels from the edge where the page scrolls along

type Move = (note: HTMLElement, column: string, theme: string) => void;

let drag: Drag | null = null;

/** Notes are moved by mouse, or by a finger that rests on them first. */
export function startDragging(move: Move): void {
  document.addEventListener("pointerdown", (event) => begin(event, move));
  document.addEventListener("pointermove", (event) => drag?.moved(event));
  document.addEventListener("pointerup", () => end(true));
  document.addEventListener("pointercancel", () => end(false));
  document.addEventListener("keydown", ({ key }) => key === "Escape" && end(false));
  // A finger that drags must not scroll as well, and a long press must not ask what to do with a word.
  document.addEventListener("touchmove", (event) => drag?.isOn && event.preventDefault(), { passive: false });
  document.addEventListener("contextmenu", (event) => drag?.isOn && event.preventDefault());
}

function begin(event: PointerEvent, move: Move): void {
  const face = (event.target as Element).closest<HTMLElement>(".wall [data-menu]");
  const wall = face?.closest<HTMLElement>(".wall");
  if (!face || !wall || event.button !== 0 || wall.classList.contains("choosing")) return;
  if (document.querySelector(".wall-state[data-locked]") && document.body.dataset.kind !== "desk") return;
  drag = new Drag(face.closest<HTMLElement>(".note")!, event, move);
}

function end(drop: boolean): void {
  drag?.end(drop);
  drag = null;
}

class Drag {
  isOn = false;
  private ghost: HTMLElement | null = null;
  private target: Element | null = null;
  private hold = 0;

  constructor(
    private note: HTMLElement,
    private from: PointerEvent,
    private move: Move,
  ) {
    if (from.pointerType !== "mouse") this.hold = setTimeout(() => this.start(), HOLD);
  }

  moved(event: PointerEvent): void {
    const far = Math.hypot(event.clientX - this.from.clientX, event.clientY - this.from.clientY);
    if (!this.isOn) {
      if (this.from.pointerType === "mouse" && far > NEAR) this.start();
      else if (this.from.pointerType !== "mouse" && far > SLIP) end(false);
      if (!this.isOn) return;
    }
    event.preventDefault();
    const { clientX: x, clientY: y } = event;
    if (this.ghost) this.ghost.style.transform = `translate(${x - this.from.clientX}px, ${y - this.from.clientY}px)`;
    if (y < EDGE) scrollBy(0, -EDGE / 4);
    if (y > innerHeight - EDGE) scrollBy(0, EDGE / 4);
    this.aim(document.elementFromPoint(x, y));
  }

  end(drop: boolean): void {
    clearTimeout(this.hold);
    this.ghost?.remove();
    this.note.classList.remove("dragged");
    this.aim(null, drop);
    if (!this.isOn) return;
    // What ends a drag is no click on the note.
    const swallow = (event: Event): void => (event.stopPropagation(), event.preventDefault());
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 50);
  }

  private start(): void {
    this.isOn = true;
    getSelection()?.removeAllRanges();
    const box = this.note.getBoundingClientRect();
    const ghost = (this.ghost = this.note.cloneNode(true) as HTMLElement);
    ghost.removeAttribute("id");
    ghost.setAttribute("aria-hidden", "true");
    ghost.className = "note ghost";
    Object.assign(ghost.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px` });
    document.body.append(ghost);
    this.note.classList.add("dragged");
    if (this.from.pointerType !== "mouse") navigator.vibrate?.(10);
  }

  /** Show where it would fall; on `drop` let it fall there. */
  private aim(over: Element | null, drop = false): void {
    const was = this.target;
    if (drop && this.isOn && was) this.fall(was);
    const wall = this.note.closest(".wall");
    const found = over?.closest(".theme, .column, [data-tab]") ?? null;
    this.target = found && wall?.contains(found) ? found : null;
    if (was !== this.target) {
      was?.classList.remove("drop-target");
      this.target?.classList.add("drop-target");
    }
  }

  private fall(target: Element): void {
    const theme = target.closest<HTMLElement>(".theme");
    const tab = (target as HTMLElement).dataset.tab;
    const column = tab ?? target.closest<HTMLElement>(".column")!.dataset.column!;
    const same = this.note.closest(".theme") === theme && this.note.closest<HTMLElement>(".column")?.dataset.column === column;
    if (!same) this.move(this.note, column, theme?.dataset.theme ?? "");
  }
}

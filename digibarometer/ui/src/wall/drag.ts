import { on } from "../dom";
import { columnKey } from "./wall-elements";

const MOUSE_THRESHOLD_PX = 6; // that a mouse moves before it drags
const TOUCH_HOLD_MS = 350; // that a finger rests before it drags: else it scrolls
const TOUCH_SLIP_PX = 10; // that a resting finger may slip
const SCROLL_EDGE_PX = 60; // from the edge, where the page scrolls along

type MoveNote = (note: HTMLElement, column: string, theme: string) => void;

let drag: Drag | null = null;

/** Notes are moved by mouse, or by a finger that rests on them first. */
export function startDragging(moveNote: MoveNote): void {
  on("pointerdown", (event) => begin(event, moveNote));
  on("pointermove", (event) => drag?.onMove(event));
  on("pointerup", () => end(true));
  on("pointercancel", () => end(false));
  on("keydown", ({ key }) => key === "Escape" && end(false));
  // A finger that drags must not scroll as well, and a long press must not ask what to do with a word.
  on("touchmove", (event) => drag?.isOn && event.preventDefault(), { passive: false });
  on("contextmenu", (event) => drag?.isOn && event.preventDefault());
}

function begin(event: PointerEvent, moveNote: MoveNote): void {
  const note = (event.target as Element).closest(".wall [data-menu]")?.closest<HTMLElement>(".note");
  if (!note || event.button !== 0 || note.closest(".wall.choosing")) return;
  if (document.querySelector(".wall-state[data-locked]") && document.body.dataset.kind !== "desk") return;
  drag = new Drag(note, event, moveNote);
}

function end(drops: boolean): void {
  drag?.end(drops);
  drag = null;
}

class Drag {
  isOn = false;
  private ghost: HTMLElement | null = null;
  private target: HTMLElement | null = null;
  private holdTimer = 0;

  constructor(
    private note: HTMLElement,
    private start: PointerEvent,
    private moveNote: MoveNote,
  ) {
    if (!this.isMouse) this.holdTimer = setTimeout(() => this.lift(), TOUCH_HOLD_MS);
  }

  onMove(event: PointerEvent): void {
    const { clientX: x, clientY: y } = event;
    const [right, down] = [x - this.start.clientX, y - this.start.clientY];
    const distance = Math.hypot(right, down);
    if (!this.isOn) {
      if (this.isMouse && distance > MOUSE_THRESHOLD_PX) this.lift();
      else if (!this.isMouse && distance > TOUCH_SLIP_PX) end(false);
      if (!this.isOn) return;
    }
    event.preventDefault();
    if (this.ghost) this.ghost.style.transform = `translate(${right}px, ${down}px)`;
    if (y < SCROLL_EDGE_PX) scrollBy(0, -SCROLL_EDGE_PX / 4);
    if (y > innerHeight - SCROLL_EDGE_PX) scrollBy(0, SCROLL_EDGE_PX / 4);
    this.aimAt(document.elementFromPoint(x, y));
  }

  end(drops: boolean): void {
    clearTimeout(this.holdTimer);
    this.ghost?.remove();
    this.note.classList.remove("dragged");
    if (drops && this.isOn && this.target) this.dropOn(this.target);
    this.aimAt(null);
    if (!this.isOn) return;
    // What ends a drag is no click on the note.
    const swallow = (event: Event): void => {
      event.stopPropagation();
      event.preventDefault();
    };
    document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 50);
  }

  private get isMouse(): boolean {
    return this.start.pointerType === "mouse";
  }

  private lift(): void {
    this.isOn = true;
    getSelection()?.removeAllRanges();
    const box = this.note.getBoundingClientRect();
    const ghost = this.note.cloneNode(true) as HTMLElement;
    this.ghost = ghost;
    ghost.removeAttribute("id");
    ghost.setAttribute("aria-hidden", "true");
    ghost.className = "note ghost";
    Object.assign(ghost.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px` });
    document.body.append(ghost);
    this.note.classList.add("dragged");
    if (!this.isMouse) navigator.vibrate?.(10);
  }

  /** Shows where the note would fall. */
  private aimAt(under: Element | null): void {
    const found = under?.closest<HTMLElement>(".theme, .column, [data-tab]") ?? null;
    const target = found && this.note.closest(".wall")?.contains(found) ? found : null;
    if (this.target === target) return;
    this.target?.classList.remove("drop-target");
    target?.classList.add("drop-target");
    this.target = target;
  }

  private dropOn(target: HTMLElement): void {
    const theme = target.closest<HTMLElement>(".theme");
    const column = target.dataset.tab ?? columnKey(target);
    const isSame = this.note.closest(".theme") === theme && columnKey(this.note) === column;
    if (!isSame) this.moveNote(this.note, column, theme?.dataset.theme ?? "");
  }
}

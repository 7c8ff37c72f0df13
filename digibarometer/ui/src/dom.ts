/** Every element that the selector finds, in the document's order. */
export const all = <E extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): E[] => [
  ...within.querySelectorAll<E>(selector),
];

/** The part of a component that its template always has; throws where it is missing. */
export function part<E extends HTMLElement = HTMLElement>(within: ParentNode, selector: string): E {
  const found = within.querySelector<E>(selector);
  if (!found) throw new Error(`${selector} is missing`);
  return found;
}

/** Sets the text where it differs, so that what stays the same is neither painted nor read aloud again. */
export function setText(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}

/** A sentence of the page, with values for its {names}. */
export const fillIn = (pattern: string | null | undefined, values: Record<string, unknown>): string =>
  (pattern ?? "").replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));

/** A new element with these properties, and what lies in it. */
export function create<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
  ...children: Node[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Listens on the whole document, so that what a morph brings needs no listener of its own. */
export const on = <K extends keyof DocumentEventMap>(
  type: K,
  listener: (event: DocumentEventMap[K]) => unknown,
  options?: AddEventListenerOptions,
): void => document.addEventListener(type, listener, options);

/** What is done when something that the selector finds is clicked. */
export const onClick = (selector: string, listener: (element: HTMLElement) => unknown): void =>
  on("click", ({ target }) => {
    const element = (target as Element).closest<HTMLElement>(selector);
    if (element) listener(element);
  });

/** Says of a button whether it is chosen or on. */
export const setPressed = (button: Element | null, isPressed: boolean): void =>
  button?.setAttribute("aria-pressed", String(isPressed));

/** Back to where the page begins; on a wide desk it is the middle that scrolls. */
export function scrollToTop(): void {
  scrollTo(0, 0);
  document.getElementById("desk-work")?.scrollTo(0, 0);
}

/** The phase that the screen shows; none outside a room. */
export const shownPhase = (): string | undefined => document.querySelector<HTMLElement>("[data-phase]")?.dataset.phase;

/** Whose answers the screen shows: a table's screen goes from hand to hand. */
export const shownParticipant = (): string => document.querySelector<HTMLElement>("[data-who]")?.dataset.who ?? "";

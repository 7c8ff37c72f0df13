import { all, on, onClick } from "./dom";

/** The desk's drawer: [data-drawer] opens and closes it, and may name what in it is to be opened. Whether it is open
 *  stands on body, which no morph touches. */
export function startDesk(): void {
  onClick("[data-drawer]:is(button)", ({ dataset }) => (isOpen() && !dataset.drawer ? close() : open(dataset.drawer)));
  on("keydown", (event) => {
    if (event.key !== "Escape" || !isOpen() || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    close();
  });
  showDesk();
}

/** After a morph: what the server cannot know; and in the day, what is on. */
export function showDesk(): void {
  for (const button of all("[data-drawer][aria-expanded]")) button.setAttribute("aria-expanded", String(isOpen()));
  const day = document.querySelector(".desk-agenda");
  const now = day?.querySelector(".now");
  if (!day || !now || now.textContent === scrolledTo) return; // whoever looks at another step is left in peace
  scrolledTo = now.textContent;
  if (day.scrollHeight > day.clientHeight) now.scrollIntoView({ block: "nearest" });
}

let scrolledTo: string | null = null;

const isOpen = (): boolean => document.body.dataset.drawer !== undefined;

function open(name: string | undefined): void {
  document.body.dataset.drawer = "";
  const tool = name ? document.getElementById(name) : null;
  if (tool instanceof HTMLDetailsElement) tool.open = true;
  const first =
    tool?.querySelector<HTMLElement>("input") ?? document.querySelector<HTMLElement>("#desk-drawer summary");
  first?.focus();
  showDesk();
}

/** Whoever was in it is back at the button that opened it. */
function close(): void {
  const wasInIt = document.getElementById("desk-drawer")?.contains(document.activeElement);
  delete document.body.dataset.drawer;
  if (wasInIt || document.activeElement === document.body) document.getElementById("open-tools")?.focus();
  showDesk();
}

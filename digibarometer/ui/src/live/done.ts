let wasDone = false;

/** Whoever says that they are done is taken to what stands there then, once: what had their focus is hidden. */
export function goToDone(): void {
  const heading = document.getElementById("ready-head");
  if (wasDone && !heading) document.querySelector<HTMLElement>("[data-page]:not([hidden]) h2[tabindex]")?.focus();
  wasDone = heading !== null;
  if (!heading || heading.hasAttribute("tabindex")) return;
  heading.setAttribute("tabindex", "-1");
  if (document.activeElement === document.body) return; // the page has just come
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

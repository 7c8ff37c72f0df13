/** What belongs to one choice only: [data-with] names a field, [data-is] the value that it is shown with. */
export function startShown(): void {
  document.addEventListener("change", show);
  show();
}

function show(): void {
  for (const part of document.querySelectorAll<HTMLElement>("[data-with]")) {
    const field = part.closest("form")?.elements.namedItem(part.dataset.with!);
    part.hidden = field instanceof HTMLSelectElement && field.value !== part.dataset.is;
  }
}

import { all, on, onClick } from "./dom";

/** What fields do beside what the browser does: four small things, each asked for by an attribute. */
export function startFormFields(): void {
  on("input", ({ target }) => target instanceof HTMLInputElement && formatCode(target));
  on("keydown", enterToNext);
  on("change", showConditionalFields);
  onClick("[data-step-by]", ({ dataset, parentElement }) => stepChoice(parentElement, Number(dataset.stepBy)));
  showConditionalFields();
}

/** [data-code]: the six digits of a workshop, written as 482 915. Nothing is sent by itself. */
function formatCode(field: HTMLInputElement): void {
  if (field.dataset.code === undefined) return;
  const atEnd = field.selectionStart === field.value.length; // elsewhere someone mends a digit: leave the caret be
  const digits = field.value.replace(/\D/g, "").slice(0, 6);
  if (atEnd) field.value = digits.length > 3 ? `${digits.slice(0, 3)} ${digits.slice(3)}` : digits;
}

/** In a [data-enter-next] form Enter goes from one .key field to the next, and from the last to the first button. */
function enterToNext(event: KeyboardEvent): void {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || !(field instanceof HTMLInputElement)) return;
  const form = field.closest<HTMLElement>("[data-enter-next]");
  if (!form) return;
  event.preventDefault();
  const next = all<HTMLInputElement>(".key", form).find(
    (one) => field.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  (next ?? form.querySelector("button"))?.focus();
  next?.select();
}

/** What belongs to one choice only: [data-with] names a field, [data-is] the value that it is shown with. */
function showConditionalFields(): void {
  for (const conditional of all("[data-with]")) {
    const field = conditional.closest("form")?.elements.namedItem(conditional.dataset.with ?? "");
    conditional.hidden = field instanceof HTMLSelectElement && field.value !== conditional.dataset.is;
  }
}

/** [data-step-by] beside a select: one choice back or on. */
function stepChoice(around: Element | null, by: number): void {
  const select = around?.querySelector("select");
  if (!select) return;
  select.selectedIndex = Math.min(Math.max(select.selectedIndex + by, 0), select.options.length - 1);
  select.dispatchEvent(new Event("input", { bubbles: true }));
}

/** In a [data-enter-next] form Enter goes from one .key field to the next, and from the last to the first button. */
export function startEnterNext(): void {
  document.addEventListener("keydown", (event) => {
    const field = event.target as HTMLElement;
    const form = field.closest<HTMLFormElement>("[data-enter-next]");
    if (!form || event.key !== "Enter" || event.isComposing || !(field instanceof HTMLInputElement)) return;
    event.preventDefault();
    const keys = [...form.querySelectorAll<HTMLInputElement>(".key")];
    const later = (one: Element) => field.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    const next = keys.find(later);
    (next ?? form.querySelector("button"))?.focus();
    next?.select();
  });
}

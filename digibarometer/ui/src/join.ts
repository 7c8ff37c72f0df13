/** [data-code]: the six digits of a workshop, written as 482 915. Nothing is sent by itself. */
export function startJoining(): void {
  document.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.dataset.code === undefined) return;
    const atEnd = target.selectionStart === target.value.length; // elsewhere someone mends a digit: leave the caret be
    const digits = target.value.replace(/\D/g, "").slice(0, 6);
    if (atEnd) target.value = digits.length > 3 ? `${digits.slice(0, 3)} ${digits.slice(3)}` : digits;
  });
}

import { translated } from "./toasts";

/** A page that comes back since something in its form is wrong says so in its title, and begins at the first such field. */
export function startFormErrors(): void {
  const wrong = document.querySelector<HTMLElement>('main [aria-invalid="true"]');
  if (!wrong) return;
  document.title = `${translated("error")}: ${document.title}`;
  wrong.focus();
}

import { create } from "./dom";
import { identityOf } from "./live/form-identity";
import { translated } from "./toasts";

const confirmed = new WeakSet<HTMLFormElement>();

/** Whether the form may be submitted. If it asks first (data-confirm), it is submitted again once someone agrees. */
export function isConfirmed(form: HTMLFormElement, button: HTMLElement | null): boolean {
  const question = () => (button?.dataset.confirm ?? form.dataset.confirm) || "";
  if (!question() || confirmed.delete(form)) return true;
  const identity = identityOf(form);
  showQuestion(form, question, button, () => {
    if (!form.isConnected || identityOf(form) !== identity) return; // the room moved on while someone thought about it
    confirmed.add(form);
    form.requestSubmit(button);
  });
  return false;
}

function showQuestion(
  form: HTMLFormElement,
  question: () => string,
  button: HTMLElement | null,
  onYes: () => void,
): void {
  const text = create("p", { id: "confirm-question", textContent: question() });
  // the room may change what is asked (a level that was just set) while the question stands there
  const follower = new MutationObserver(() => {
    if (form.isConnected && question() && question() !== text.textContent) text.textContent = question();
  });
  follower.observe(form, { attributes: true, subtree: true, attributeFilter: ["data-confirm"] });
  const no = create("button", { value: "no", className: "button quiet", textContent: translated("no") });
  const yes = create("button", {
    value: "yes",
    className: button?.matches(".danger") ? "button danger" : "button primary",
    // it says what it does, in the words of the one that was pressed
    textContent: button?.textContent?.trim() || translated("yes"),
  });
  const choices = create("form", { method: "dialog", className: "row" }, no, yes);
  const dialog = create("dialog", { className: "confirm" }, text, choices);
  dialog.setAttribute("aria-labelledby", text.id);
  dialog.onclose = () => {
    follower.disconnect();
    dialog.remove();
    if (dialog.returnValue === "yes") onYes();
  };
  document.body.append(dialog);
  dialog.showModal();
}

import { beforeEach, expect, test } from "vitest";
import { isConfirmed } from "../../digibarometer/ui/src/confirm";

const QUESTION = "4 questions have no level.";

const nextStep = (): { form: HTMLFormElement; button: HTMLElement } => ({
  form: document.querySelector("form") as HTMLFormElement,
  button: document.querySelector("form button") as HTMLElement,
});

const asked = (): string | null | undefined => document.querySelector("dialog p")?.textContent;

beforeEach(() => {
  document.body.innerHTML = `<form data-do="room.move_to"><button data-confirm="${QUESTION}">Next</button></form>`;
});

test("a question that the room changes while it stands there says what is so now", async () => {
  const { form, button } = nextStep();
  expect(isConfirmed(form, button)).toBe(false);
  expect(asked()).toBe(QUESTION);
  button.dataset.confirm = "3 questions have no level.";
  await Promise.resolve();
  expect(asked()).toBe("3 questions have no level.");
});

test("a question that is answered already keeps its words until someone answers", async () => {
  const { form, button } = nextStep();
  isConfirmed(form, button);
  delete button.dataset.confirm;
  await Promise.resolve();
  expect(asked()).toBe(QUESTION);
});

import { beforeEach, expect, test } from "vitest";
import { startFormErrors } from "../../digibarometer/ui/src/form-errors";

beforeEach(() => {
  document.title = "New workshop";
  document.body.innerHTML = `<div id="messages" data-error="Error"></div>
    <main><input id="title"><input id="date"><input id="place"></main>`;
});

test("a form that comes back says so in the title and begins at the first field that is wrong", () => {
  for (const id of ["date", "place"]) document.getElementById(id)?.setAttribute("aria-invalid", "true");
  startFormErrors();
  expect(document.title).toBe("Error: New workshop");
  expect(document.activeElement?.id).toBe("date");
});

test("a page without errors keeps its title, and focus stays where it was", () => {
  startFormErrors();
  expect(document.title).toBe("New workshop");
  expect(document.activeElement).toBe(document.body);
});

import { beforeEach, expect, test } from "vitest";
import { forgetWaitingItems, putItem } from "../../digibarometer/ui/src/live/list-items";

const note = (id: string, order: number, text = id, list = "list"): string =>
  `<li id="${id}" data-in="${list}" data-order="${order}"><button>${text}</button></li>`;

const put = (id: string, order: number, text?: string, list?: string): boolean =>
  putItem(id, note(id, order, text, list));

const shown = (list = "list"): string[] =>
  [...document.querySelectorAll(`#${list} > [data-order]`)].map((one) => one.textContent ?? "");

const button = (id: string): HTMLElement | null => document.querySelector(`#${id} button`);

beforeEach(() => {
  forgetWaitingItems();
  document.body.innerHTML = '<ul id="list"></ul><ul id="other"></ul>';
});

const ORDERS = [0, 1, 2, 3].flatMap((a) =>
  [0, 1, 2, 3].flatMap((b) => [0, 1, 2, 3].flatMap((c) => [0, 1, 2, 3].map((d) => [a, b, c, d]))),
);

test("notes hang in their order, whatever order they come in", () => {
  for (const order of ORDERS.filter((one) => new Set(one).size === 4)) {
    document.body.innerHTML = '<ul id="list"></ul>';
    for (const place of order) put(`note-${place}`, place);
    expect(shown(), `came as ${order}`).toEqual(["note-0", "note-1", "note-2", "note-3"]);
  }
});

test("a note that is drawn anew changes where it hangs, and stays the same element", () => {
  put("a", 1);
  put("b", 2);
  const before = document.getElementById("a");
  put("a", 1, "changed");
  expect(shown()).toEqual(["changed", "b"]);
  expect(document.getElementById("a")).toBe(before);
});

test("a note that has moved hangs in its new place alone", () => {
  put("a", 1);
  put("b", 2);
  put("a", 3);
  expect(shown()).toEqual(["b", "a"]);
  put("a", 1, "a", "other");
  expect(shown()).toEqual(["b"]);
  expect(shown("other")).toEqual(["a"]);
});

test("a note that comes before the theme that it lies in hangs there once the theme has come", () => {
  put("note", 1, "note", "theme-list");
  expect(document.getElementById("note")).toBeNull();
  putItem("theme", '<li id="theme" data-in="list" data-order="1"><ul id="theme-list" data-items></ul></li>');
  expect(shown("theme-list")).toEqual(["note"]);
});

test("of a note that comes twice before its theme the last is shown, and one that was taken away meanwhile is not", () => {
  put("a", 1, "old", "theme-list");
  put("a", 1, "new", "theme-list");
  put("b", 2, "b", "theme-list");
  putItem("b", "");
  putItem("theme", '<li id="theme" data-in="list" data-order="1"><ul id="theme-list" data-items></ul></li>');
  expect(shown("theme-list")).toEqual(["new"]);
});

test("what waited for a screen that is no longer shown does not come on the next", () => {
  put("note", 1, "note", "theme-list");
  forgetWaitingItems();
  putItem("theme", '<li id="theme" data-in="list" data-order="1"><ul id="theme-list" data-items></ul></li>');
  expect(shown("theme-list")).toEqual([]);
});

test("a theme that is renamed keeps its notes", () => {
  const theme = (name: string): string =>
    `<li id="theme" data-in="list" data-order="1"><h3>${name}</h3><ul id="theme-list" data-items></ul></li>`;
  putItem("theme", theme("Before"));
  put("note", 1, "note", "theme-list");
  putItem("theme", theme("After"));
  expect(document.querySelector("#theme h3")?.textContent).toBe("After");
  expect(shown("theme-list")).toEqual(["note"]);
});

test("whoever has their focus on a note that goes away keeps their place beside it", () => {
  put("a", 1);
  put("b", 2);
  put("c", 3);
  button("b")?.focus();
  putItem("b", "");
  expect(shown()).toEqual(["a", "c"]);
  expect(document.activeElement).toBe(button("c"));
});

test("whoever has their focus on a note that is moved keeps it there", () => {
  put("a", 1);
  put("b", 2);
  button("a")?.focus();
  put("a", 3);
  expect(document.activeElement).toBe(button("a"));
});

test("what is no item is said to be none, so that it is drawn as a panel", () => {
  expect(putItem("panel", '<section id="panel"></section>')).toBe(false);
  expect(put("a", 1)).toBe(true);
});

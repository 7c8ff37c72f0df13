import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startLiveScreen } from "../../digibarometer/ui/src/live/live-screen";
import { FakeSocket, fakeServer, pass } from "./fakes";

/** A question to rate, one's own words on it, a field that everybody shares, and something to unfold. */
const screen = ({ phase = "7", pressed = 0, words = "", title = "Question" } = {}): string => `
  <section id="my_question" data-phase="${phase}">
    <h1>${title}</h1>
    <form data-do="assessment.rate" data-question="1" id="rate">
      ${[1, 2].map((level) => `<button name="level" value="${level}" aria-pressed="${level === pressed}">${level}</button>`).join("")}
    </form>
    <form data-do="assessment.explain" data-question="1" data-save-on-input id="explain">
      <textarea name="reason">${words}</textarea>
    </form>
    <details id="more"><summary>More</summary><p>…</p></details>
  </section>`;

const SHELL = `
  <p id="status" data-saved="All is saved" data-saving="Saving …" data-offline="No contact"><span data-text></span></p>
  <p id="said"></p><div id="messages" data-close="Close"></div>
  <main id="screen" tabindex="-1">${screen()}</main>
  <template id="gone"><h1>No longer yours</h1></template>`;

let listeners: [EventTarget, string, EventListener][];

beforeEach(() => {
  fakeServer();
  document.body.innerHTML = SHELL;
  listeners = [];
  for (const target of [document, window]) {
    const add = target.addEventListener.bind(target);
    vi.spyOn(target, "addEventListener").mockImplementation((type: string, listener: unknown, options?: unknown) => {
      listeners.push([target, type, listener as EventListener]);
      add(type, listener as EventListener, options as AddEventListenerOptions);
    });
  }
  startLiveScreen({ live: "/w/1/live/phone", store: "anna", seen: "", lang: "sv" } as unknown as DOMStringMap);
  FakeSocket.last.hello();
});

afterEach(() => {
  for (const [target, type, listener] of listeners) target.removeEventListener(type, listener);
});

const one = <E extends HTMLElement>(selector: string): E => {
  const found = document.querySelector<E>(selector);
  if (!found) throw new Error(`${selector} is not on the screen`);
  return found;
};
const field = (): HTMLTextAreaElement => one("textarea");
const level = (value: number): HTMLElement => one(`button[value="${value}"]`);
const isPressed = (value: number): boolean => level(value).getAttribute("aria-pressed") === "true";
const receive = (frame: Parameters<FakeSocket["receive"]>[0]): void => FakeSocket.last.receive(frame);
const lastSent = () => FakeSocket.last.sent.at(-1);

function press(value: number): string {
  level(value).click();
  return lastSent()?.id ?? "";
}

function type(text: string): void {
  field().focus();
  field().value = text;
  field().dispatchEvent(new Event("input", { bubbles: true }));
}

test("what somebody is writing stays when the screen is drawn anew around it", () => {
  type("half a sen");
  receive({ screen: screen({ title: "Another title", words: "what the server had" }) });
  expect(one("h1").textContent).toBe("Another title");
  expect(field().value).toBe("half a sen");
  expect(document.activeElement).toBe(field());
});

test("a field that nobody has touched shows what the server says", () => {
  receive({ panel: "my_question", html: screen({ words: "from the other screen" }) });
  expect(field().value).toBe("from the other screen");
});

test("what has been saved gives way to what the server says next", async () => {
  type("first");
  await pass(600);
  expect(lastSent()).toMatchObject({ reason: "first" });
  field().blur();
  receive({ ack: lastSent()?.id });
  receive({ panel: "my_question", html: screen({ words: "someone else's" }) });
  expect(field().value).toBe("someone else's");
});

test("what is written while the words before it are being saved stays", async () => {
  type("first");
  await pass(600);
  const id = lastSent()?.id;
  type("first and more");
  field().blur();
  receive({ ack: id });
  receive({ panel: "my_question", html: screen({ words: "first" }) });
  expect(field().value).toBe("first and more");
});

test("a draft is there again when the step that it was written in comes back", () => {
  type("half a sen");
  field().blur();
  receive({ screen: '<section data-phase="8"><h1>A break</h1></section>' });
  receive({ screen: screen() });
  expect(field().value).toBe("half a sen");
});

test("a field that is taken away in the middle of a sentence sends what it had, in the phase that it was written in", () => {
  type("half a sen");
  receive({ screen: '<section data-phase="8"><h1>A break</h1></section>' });
  expect(lastSent()).toMatchObject({ do: "assessment.explain", question: "1", reason: "half a sen", phase: "7" });
});

test("what somebody began to write before the room moved on is sent as of the phase that it was begun in", async () => {
  type("half a sen");
  receive({ screen: screen({ phase: "8" }) });
  await pass(600);
  expect(lastSent()).toMatchObject({ reason: "half a sen", phase: "7" });
});

test("what somebody has unfolded stays so, and a style that is sent is not taken", () => {
  one<HTMLDetailsElement>("details").open = true;
  receive({ screen: screen().replace("<h1>", '<h1 style="color: red">') });
  expect(one<HTMLDetailsElement>("details").open).toBe(true);
  expect(one("h1").hasAttribute("style")).toBe(false);
});

test("whoever has their focus on what goes away goes on from what stands nearest", () => {
  level(2).focus();
  receive({ panel: "my_question", html: screen().replace(/<button name="level" value="2".*?<\/button>/, "") });
  expect(document.activeElement).toBe(level(1));
});

test("when the room moves on the new step is read aloud, and what changes within a step is not", () => {
  receive({ screen: screen({ title: "Same step" }) });
  expect(one("#said").textContent).toBe("");
  receive({ screen: screen({ phase: "8", title: "A break" }) });
  expect(one("#said").textContent).toBe("A break");
});

test("where the room is is said in the words for those who listen, and without the clock", () => {
  receive({ screen: screen({ phase: "8", title: 'A break · <span data-until="1">5:59</span>' }) });
  expect(one("#said").textContent).toBe("A break ·");
  receive({ screen: `<i data-said="The area. In groups."></i>${screen({ phase: "9" })}` });
  expect(one("#said").textContent).toBe("The area. In groups.");
});

test("a choice shows at once, and also on a screen that the server drew before it heard of it", () => {
  press(2);
  expect(isPressed(2)).toBe(true);
  receive({ screen: screen({ pressed: 1 }) });
  expect([isPressed(1), isPressed(2)]).toEqual([false, true]);
});

test("a choice that is refused goes back to what the server says, and the reason is told", () => {
  receive({ screen: screen({ pressed: 1 }) });
  receive({ refused: press(2), why: "The question is closed." });
  expect([isPressed(1), isPressed(2)]).toEqual([true, false]);
  expect(one("#messages").textContent).toContain("The question is closed.");
});

test("a choice stays until its panel has surely come, then what the server says counts again", async () => {
  receive({ ack: press(2) });
  receive({ screen: screen({ pressed: 1 }) });
  expect(isPressed(2)).toBe(true);
  await pass(3_000);
  receive({ screen: screen({ pressed: 1 }) });
  expect([isPressed(1), isPressed(2)]).toEqual([true, false]);
});

test("the screen says that all is saved only when the server has everything", async () => {
  const id = press(2);
  await pass(1_400);
  expect(one("#status").textContent).toBe("Saving …");
  receive({ ack: id });
  expect(one("#status").textContent).toBe("All is saved");
});

test("the server is told of the screen that is shown, until a panel has changed it", async () => {
  const seenAtNextTry = async (): Promise<string | null> => {
    FakeSocket.last.lose();
    await pass(2_500);
    FakeSocket.last.hello();
    return FakeSocket.last.url.searchParams.get("seen");
  };
  receive({ screen: screen(), mark: "m1" });
  expect(await seenAtNextTry()).toBe("m1");
  receive({ panel: "my_question", html: screen({ words: "x" }) });
  expect(await seenAtNextTry()).toBeNull();
});

test("when the seat is gone nothing of what was done in it stays in the browser, and nothing more is sent", async () => {
  press(2);
  type("half a sen");
  localStorage.setItem("unsent:anna", '["A note that was not taken"]');
  const sent = FakeSocket.last.sent.length;
  receive({ gone: true });
  FakeSocket.last.lose(4401);
  await pass(120_000);
  expect(one("#screen").textContent).toBe("No longer yours");
  const stored = [...Object.entries(localStorage), ...Object.entries(sessionStorage)].filter(
    ([key]) => !key.endsWith(":number"),
  );
  expect(stored).toEqual([]);
  expect(FakeSocket.last.sent).toHaveLength(sent);
});

import { beforeEach, expect, test, vi } from "vitest";
import { setServerNow } from "../../digibarometer/ui/src/countdown";
import { Outbox } from "../../digibarometer/ui/src/live/outbox";
import { action, fakeServer } from "./fakes";

const ids = (outbox: Outbox): string[] => outbox.pending().map((one) => one.action.id);

beforeEach(fakeServer);

test("what somebody has done is still there after a reload, until the server has it", () => {
  new Outbox("anna").add("question 1", action("a"));
  const reloaded = new Outbox("anna");
  expect(ids(reloaded)).toEqual(["a"]);
  expect(reloaded.settle("a")?.action.id).toBe("a");
  expect(ids(new Outbox("anna"))).toEqual([]);
});

test("who changes their mind before anything is sent sends the last choice alone", () => {
  const outbox = new Outbox("anna");
  outbox.add("question 1", action("first"));
  outbox.add("question 2", action("other"));
  outbox.add("question 1", action("second"));
  expect(ids(outbox)).toEqual(["other", "second"]);
});

test("what has been sent stays beside a newer choice, since nobody knows yet whether it arrived", () => {
  const outbox = new Outbox("anna");
  outbox.add("question 1", action("first"));
  outbox.markSent(["first"]);
  outbox.add("question 1", action("second"));
  expect(ids(outbox)).toEqual(["first", "second"]);
});

test("one seat never sees what another has done in the same browser", () => {
  new Outbox("anna").add("question 1", action("a"));
  expect(ids(new Outbox("bo"))).toEqual([]);
});

test("two tabs of one seat share what waits, and each hears of the other's", () => {
  const [one, other] = [new Outbox("anna"), new Outbox("anna")];
  other.onChange = vi.fn();
  one.add("question 1", action("a"));
  dispatchEvent(new StorageEvent("storage", { key: "outbox:anna" }));
  dispatchEvent(new StorageEvent("storage", { key: "outbox:bo" }));
  expect(other.onChange).toHaveBeenCalledOnce();
  expect(ids(other)).toEqual(["a"]);
});

test("numbers rise for each action, also after a reload and when the clock goes back", () => {
  setServerNow(1_800_000_000);
  const first = new Outbox("anna").nextNumber();
  setServerNow(1_700_000_000);
  const second = new Outbox("anna").nextNumber();
  expect(second).toBe(first + 1);
});

test("numbers follow the server's clock, so that the device that was pressed last wins whatever its own clock says", () => {
  setServerNow(1_800_000_000);
  expect(new Outbox("anna").nextNumber()).toBeCloseTo(1_800_000_000_000, -3);
});

test("a browser that stores nothing remembers until the page is closed", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full");
  });
  const outbox = new Outbox("anna");
  outbox.add("question 1", action("a"));
  expect(ids(outbox)).toEqual(["a"]);
});

test("what was stored by an earlier version and cannot be read is passed over", () => {
  localStorage.setItem("outbox:anna", "{not json");
  const outbox = new Outbox("anna");
  outbox.add("question 1", action("a"));
  expect(ids(outbox)).toEqual(["a"]);
});

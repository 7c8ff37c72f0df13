import { beforeEach, expect, test, vi } from "vitest";
import { setServerNow, updateCountdowns } from "../../digibarometer/ui/src/countdown";

const NOW = 1_800_000_000;

const ring = (minutes: number, secondsLeft: number): { text?: string; isSoon?: boolean; share: number } => {
  document.body.innerHTML = `<div class="ring" data-minutes="${minutes}"><circle class="hand"></circle>
    <b data-until="${NOW + secondsLeft}"></b></div>`;
  updateCountdowns();
  return {
    text: document.querySelector("b")?.textContent ?? undefined,
    isSoon: document.querySelector(".ring")?.classList.contains("soon"),
    share: Number.parseFloat(document.querySelector(".hand")?.getAttribute("stroke-dasharray") ?? ""),
  };
};

beforeEach(() => {
  vi.spyOn(performance, "now").mockReturnValue(0);
  setServerNow(NOW);
});

test("the ring is as full as there is time left", () => {
  expect(ring(9, 338)).toEqual({ text: "5:38", isSoon: false, share: 62.6 });
  expect(ring(9, 9 * 60).share).toBe(100);
});

test("it is time to round off in the last fifth, and in the last minute of what is long", () => {
  expect(ring(2, 25).isSoon).toBe(false);
  expect(ring(2, 24).isSoon).toBe(true);
  expect(ring(45, 61).isSoon).toBe(false);
  expect(ring(45, 60).isSoon).toBe(true);
});

test("a ring that has run out stands at nought, and never counts what is late", () => {
  expect(ring(9, -75)).toEqual({ text: "0:00", isSoon: true, share: 0 });
});

const NUMBER = /-?\d+(?:\.\d+)?/g;
const PATH_PART = /[a-zA-Z]|-?\d+(?:\.\d+)?/g; // a command, or one of its numbers
const TWEEN_MS = 250;
const TWEENED_ATTRIBUTES = ["d", "transform", "x", "y", "width", "height", "cx", "cy", "r"];

type Tween = { from: number[]; to: number[]; flags: boolean[]; end: string; began: number };

const tweens = new Map<Element, Map<string, Tween>>();
const written = new WeakMap<Element, Map<string, string>>(); // by the tween itself: what the observer passes over
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
let nextFrame = 0;

/** Moves the parts of pictures (.mv) from their old place to their new one, whoever changed them. CSS cannot: WebKit
 * has no `d`, and takes the transform attribute for no property. */
export function startTweens(): void {
  new MutationObserver((changes) => {
    if (reducedMotion.matches || document.hidden) return;
    for (const { target, attributeName, oldValue } of changes) begin(target as Element, attributeName ?? "", oldValue);
    if (tweens.size && !nextFrame) nextFrame = requestAnimationFrame(drawFrame);
  }).observe(document, {
    subtree: true,
    attributes: true,
    attributeOldValue: true,
    attributeFilter: TWEENED_ATTRIBUTES,
  });
}

function begin(element: Element, name: string, old: string | null): void {
  const end = element.getAttribute(name);
  if (!element.classList.contains("mv") || !old || !end || end === old) return;
  if (written.get(element)?.get(name) === end) return;
  const from = numbersIn(old);
  const to = numbersIn(end);
  if (!to.length || from.length !== to.length) return;
  mapOf(tweens, element).set(name, { from, to, flags: flagsIn(end), end, began: performance.now() });
  write(element, name, old);
}

function drawFrame(now: number): void {
  for (const [element, names] of tweens) {
    for (const [name, { from, to, flags, end, began }] of names) {
      const share = Math.max(0, Math.min(1, (now - began) / TWEEN_MS));
      const eased = 1 - (1 - share) ** 3;
      let i = 0;
      const between = (number: string): string => {
        const [start = 0, goal = 0] = [from[i], to[i]];
        return flags[i++] ? number : (start + (goal - start) * eased).toFixed(2);
      };
      write(element, name, share === 1 ? end : end.replace(NUMBER, between));
      if (share === 1) names.delete(name);
    }
    if (!names.size || !element.isConnected) tweens.delete(element);
  }
  nextFrame = tweens.size ? requestAnimationFrame(drawFrame) : 0;
}

function write(element: Element, name: string, value: string): void {
  mapOf(written, element).set(name, value);
  element.setAttribute(name, value);
}

const numbersIn = (text: string): number[] => (text.match(NUMBER) ?? []).map(Number);

/** Which numbers of a path are flags: the fourth and fifth of an arc's seven are 0 or 1, and nothing between. */
function flagsIn(path: string): boolean[] {
  const flags: boolean[] = [];
  let command = "";
  let place = 0;
  for (const [token] of path.matchAll(PATH_PART)) {
    if (/[a-zA-Z]/.test(token)) [command, place] = [token, 0];
    else flags.push(/[aA]/.test(command) && [3, 4].includes(place++ % 7));
  }
  return flags;
}

type MapsByElement<V> = {
  get(element: Element): Map<string, V> | undefined;
  set(element: Element, map: Map<string, V>): unknown;
};

function mapOf<V>(maps: MapsByElement<V>, element: Element): Map<string, V> {
  const map = maps.get(element) ?? new Map<string, V>();
  maps.set(element, map);
  return map;
}

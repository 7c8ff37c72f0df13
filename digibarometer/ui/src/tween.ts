const NUMBER = /-?\d+(?:\.\d+)?/g;
const PART = /[a-zA-Z]|-?\d+(?:\.\d+)?/g; // of a path: a command, or one of its numbers
const LASTS = 250;
const MOVES = ["d", "transform", "x", "y", "width", "height", "cx", "cy", "r"];

type Job = { from: number[]; to: number[]; flags: boolean[]; end: string; began: number };

const jobs = new Map<Element, Map<string, Job>>();
const ours = new WeakMap<Element, Map<string, string>>();
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let running = 0;

/** Moves the parts of pictures (.mv) from their old place to their new one, whoever changed them. CSS cannot: WebKit
 * has no `d`, and takes the transform attribute for no property. */
export function startTweens(): void {
  new MutationObserver((changes) => {
    if (calm.matches || document.hidden) return;
    for (const { target, attributeName, oldValue } of changes) begin(target as Element, attributeName!, oldValue);
    if (jobs.size) running ||= requestAnimationFrame(frame);
  }).observe(document, { subtree: true, attributes: true, attributeOldValue: true, attributeFilter: MOVES });
}

function begin(part: Element, name: string, old: string | null): void {
  const end = part.getAttribute(name);
  if (!part.classList.contains("mv") || !old || !end || end === old || ours.get(part)?.get(name) === end) return;
  const from = numbers(old);
  const to = numbers(end);
  if (!to.length || from.length !== to.length) return;
  get(jobs, part).set(name, { from, to, flags: flagsIn(end), end, began: performance.now() });
  put(part, name, old);
}

function frame(now: number): void {
  for (const [part, names] of jobs) {
    for (const [name, { from, to, flags, end, began }] of names) {
      const share = Math.max(0, Math.min(1, (now - began) / LASTS));
      const eased = 1 - (1 - share) ** 3;
      let i = 0;
      const between = (number: string): string => {
        const moved = flags[i] ? number : (from[i]! + (to[i]! - from[i]!) * eased).toFixed(2);
        i += 1;
        return moved;
      };
      put(part, name, share === 1 ? end : end.replace(NUMBER, between));
      if (share === 1) names.delete(name);
    }
    if (!names.size || !part.isConnected) jobs.delete(part);
  }
  running = jobs.size ? requestAnimationFrame(frame) : 0;
}

function put(part: Element, name: string, value: string): void {
  get(ours, part).set(name, value);
  part.setAttribute(name, value);
}

const numbers = (text: string): number[] => (text.match(NUMBER) ?? []).map(Number);

/** Which numbers of a path are flags: the fourth and fifth of an arc's seven are 0 or 1, and nothing between. */
function flagsIn(path: string): boolean[] {
  const flags: boolean[] = [];
  let command = "";
  let place = 0;
  for (const [part] of path.matchAll(PART)) {
    if (/[a-zA-Z]/.test(part)) [command, place] = [part, 0];
    else flags.push(/[aA]/.test(command) && [3, 4].includes(place++ % 7));
  }
  return flags;
}

function get<V>(maps: { get(key: Element): Map<string, V> | undefined; set(key: Element, map: Map<string, V>): unknown }, part: Element): Map<string, V> {
  const map = maps.get(part) ?? new Map<string, V>();
  maps.set(part, map);
  return map;
}

const STAYS = 8_000;

/** Say a sentence in #messages; it goes after a while, unless someone is reading or about to close it. */
export function tell(sentence: string, kind: "bad" | "warn" | "ok" = "bad"): void {
  const list = document.getElementById("messages");
  if (!list || !sentence) return;
  for (const old of list.children) if (old.firstChild?.textContent === sentence) old.remove();
  const message = document.createElement("p");
  message.className = `notice ${kind}`;
  const text = document.createElement("span");
  text.textContent = sentence;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.setAttribute("aria-label", list.dataset.close ?? "×");
  close.onclick = () => message.remove();
  message.append(text, close);
  list.append(message);
  while (list.children.length > 3) list.firstElementChild!.remove();
  const go = (): void => {
    if (message.matches(":hover, :focus-within")) setTimeout(go, STAYS / 4);
    else message.remove();
  };
  setTimeout(go, STAYS);
}

/** One of the sentences that the page brought along for the script, in its own language. */
export const sentence = (name: string): string => document.getElementById("messages")?.dataset[name] ?? "";

/** Tell those who listen instead of look. */
export function announce(text: string): void {
  const said = document.getElementById("said");
  if (said && said.textContent !== text) said.textContent = text;
}

const EVERY = 1_500; // ms: a document takes a few seconds

/** What is under way on a page is fetched anew until it says no longer that it is; without JS there is a link. */
export function startRenewing(): void {
  if (document.querySelector("[data-renew]")) setTimeout(() => void renew(), EVERY);
}

async function renew(): Promise<void> {
  const old = document.querySelector<HTMLElement>("[data-renew]");
  if (!old) return;
  try {
    const answer = await fetch(old.dataset.renew ?? "", { headers: { accept: "text/html" } });
    if (answer.status === 404) return location.reload(); // it has ended, and its address says how
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const made = page.getElementById(old.id);
    if (answer.ok && made) {
      for (const part of old.querySelectorAll<HTMLElement>("[data-part]")) put(part, page.getElementById(part.id));
      if (!made.dataset.renew) delete old.dataset.renew;
    }
  } catch {
    // no contact: the next try will tell
  }
  setTimeout(() => void renew(), EVERY);
}

/** The new in place of the old where they differ, with the focus where it was if that is still there. */
function put(old: HTMLElement, made: HTMLElement | null): void {
  if (!made || made.innerHTML === old.innerHTML) return;
  const within = old.contains(document.activeElement);
  const place = [...old.children].findIndex((one) => one.contains(document.activeElement));
  old.replaceChildren(...made.childNodes);
  if (within) (old.children[place]?.querySelector<HTMLElement>("a, button") ?? old).focus();
}

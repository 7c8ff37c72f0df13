import { all } from "./dom";

const REFRESH_MS = 1_500; // a document takes a few seconds

/** What is under way on a page is fetched anew until it no longer says that it is; without JS there is a link. */
export function startAutoRefresh(): void {
  if (document.querySelector("[data-renew]")) setTimeout(() => void refresh(), REFRESH_MS);
}

async function refresh(): Promise<void> {
  const old = document.querySelector<HTMLElement>("[data-renew]");
  if (!old) return;
  try {
    const answer = await fetch(old.dataset.renew ?? "", { headers: { accept: "text/html" } });
    if (answer.status === 404) return location.reload(); // it has ended, and its address says how
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(old.id);
    if (answer.ok && fresh) {
      for (const one of all("[data-part]", old)) replaceContent(one, page.getElementById(one.id));
      if (!fresh.dataset.renew) delete old.dataset.renew;
    }
  } catch {
    // no contact: the next try will tell
  }
  setTimeout(() => void refresh(), REFRESH_MS);
}

/** The new in place of the old where they differ, with the focus where it was if that is still there. */
function replaceContent(old: HTMLElement, fresh: HTMLElement | null): void {
  if (!fresh || fresh.innerHTML === old.innerHTML) return;
  const hadFocus = old.contains(document.activeElement);
  const place = [...old.children].findIndex((one) => one.contains(document.activeElement));
  old.replaceChildren(...fresh.childNodes);
  if (hadFocus) (old.children[place]?.querySelector<HTMLElement>("a, button") ?? old).focus();
}

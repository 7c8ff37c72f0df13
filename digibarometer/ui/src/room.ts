import { applyChosen, undoWishes } from "./chosen";
import { clockNow, setClock, tick } from "./clock";
import { dropDrafts, restoreDrafts, startDrafts } from "./drafts";
import { Forms } from "./forms";
import type { Frame } from "./frames";
import { showIntro } from "./intro";
import { showKeys } from "./keys";
import { Outbox } from "./outbox";
import { applyPagers } from "./pager";
import { Show } from "./show";
import { Line } from "./socket";
import { Status } from "./status";
import { dressSoon, dressWalls, startWalls } from "./wall";

/** A live screen: what is done goes out, what the server draws comes in. */
export function startRoom({ live, store = "", seen = "", lang }: DOMStringMap): void {
  const outbox = new Outbox(store);
  const line = new Line(live!, lang ?? document.documentElement.lang, seen, outbox, take, contactChanged);
  const forms = new Forms(outbox, line);
  const status = new Status(outbox, line);
  const show = new Show(undoWishes, dress);

  /** Everything that the server cannot know and that must be there before the first paint. */
  function dress(): void {
    applyChosen(outbox);
    restoreDrafts();
    forms.afterMorph();
    applyPagers();
    dressWalls(outbox);
    tick();
    showIntro(clockNow());
    showKeys();
  }

  function take(frame: Frame): void {
    if (frame.hello) setClock(frame.hello.now);
    if (frame.screen !== undefined) {
      show.screen(frame.screen);
      line.mark = frame.mark ?? "";
    }
    if (frame.panel !== undefined) {
      if (show.panel(frame.panel, frame.html ?? "")) dressSoon(outbox);
      line.mark = ""; // the screen is no longer the one that the mark is of
    }
    if (frame.ack) forms.acked(frame.ack);
    if (frame.later) forms.later(frame.later, frame.why ?? "");
    if (frame.refused !== undefined) forms.refused(frame.refused, frame.why ?? "");
    if (frame.behind !== undefined) line.behind = frame.behind;
    if (frame.gone) gone();
    applyPagers(); // an answer that was taken or refused counts, or no longer does
    status.show();
  }

  function contactChanged(): void {
    if (!line.contact) forms.lost();
    status.show();
  }

  function gone(): void {
    line.end();
    outbox.empty();
    dropDrafts();
    const words = document.querySelector<HTMLTemplateElement>("template#gone");
    document.body.dataset.gone = "";
    if (words) document.getElementById("screen")?.replaceChildren(words.content.cloneNode(true));
  }

  outbox.changed = () => {
    status.show();
    applyPagers();
    dressSoon(outbox);
  };
  startDrafts(store);
  startWalls(outbox, store);
  dress();
  status.show();
  line.open();
}

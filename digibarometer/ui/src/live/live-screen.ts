import { serverNow, setServerNow, updateCountdowns } from "../countdown";
import { showDesk, startDesk } from "../desk";
import { updatePagers } from "../pager";
import { showShortcutSettings } from "../shortcuts";
import { showSlides } from "../slideshow";
import { decorateWalls, decorateWallsSoon, forgetWalls, startWalls } from "../wall/wall";
import { Connection } from "./connection";
import { goToDone } from "./done";
import { discardDrafts, restoreDrafts, startDrafts } from "./drafts";
import { Forms } from "./forms";
import { forgetWaitingItems } from "./list-items";
import { Morpher } from "./morph";
import { applyOwnChoices, forgetChoices, restoreServerState } from "./optimistic-ui";
import { Outbox } from "./outbox";
import type { Frame } from "./protocol";
import { statusOf } from "./status";

/** A live screen: what is done goes out, what the server draws comes in. */
export function startLiveScreen({ live = "", store = "", seen = "", lang }: DOMStringMap): void {
  const outbox = new Outbox(store);
  const language = lang ?? document.documentElement.lang;
  const connection = new Connection(live, language, seen, outbox, onFrame, onContactChange);
  const forms = new Forms(outbox, connection);
  const updateStatus = statusOf(outbox, connection);
  const morpher = new Morpher(restoreServerState, decorate);

  /** Everything that the server cannot know and that must be there before the first paint. */
  function decorate(): void {
    applyOwnChoices(outbox);
    restoreDrafts();
    forms.afterMorph();
    goToDone();
    updatePagers();
    decorateWalls(outbox);
    updateCountdowns();
    showSlides(serverNow());
    showShortcutSettings();
    showDesk();
  }

  function onFrame(frame: Frame): void {
    if (frame.hello) setServerNow(frame.hello.now);
    if (frame.screen !== undefined) {
      morpher.showScreen(frame.screen);
      connection.mark = frame.mark ?? "";
    }
    if (frame.panel !== undefined) {
      if (morpher.showPanel(frame.panel, frame.html ?? "")) decorateWallsSoon(outbox);
      connection.mark = ""; // the screen is no longer the one that the mark is of
    }
    if (frame.ack) forms.onAcknowledged(frame.ack);
    if (frame.later) forms.onPostponed(frame.later, frame.why ?? "");
    if (frame.refused !== undefined) forms.onRefused(frame.refused, frame.why ?? "");
    if (frame.behind !== undefined) connection.isBehind = frame.behind;
    if (frame.gone) onGone();
    updatePagers(); // an answer that was taken or refused counts, or no longer does
    updateStatus();
  }

  function onContactChange(): void {
    if (!connection.contact) forms.onContactLost();
    updateStatus();
  }

  /** The seat is no longer ours: nothing of what was done in it stays on this device. */
  function onGone(): void {
    connection.end();
    forms.discard();
    outbox.clear();
    discardDrafts();
    forgetChoices();
    forgetWaitingItems();
    forgetWalls();
    const sentences = document.querySelector<HTMLTemplateElement>("template#gone");
    document.body.dataset.gone = "";
    if (sentences) document.getElementById("screen")?.replaceChildren(sentences.content.cloneNode(true));
  }

  outbox.onChange = () => {
    updateStatus();
    updatePagers();
    decorateWallsSoon(outbox);
  };
  startDrafts(store);
  startWalls(outbox, store);
  startDesk();
  decorate();
  updateStatus();
  connection.open();
}

import { clockNow, startClocks } from "./clock";
import { isAgreed } from "./confirm";
import { startCopying } from "./copy";
import { startEnterNext } from "./enternext";
import { startIdle } from "./idle";
import { startIntro } from "./intro";
import { startJoining } from "./join";
import { startKeys } from "./keys";
import { applyPagers, startPagers } from "./pager";
import { startPasskeys } from "./passkeys";
import { startPlan } from "./plan";
import { startRenewing } from "./renew";
import { startRoom } from "./room";
import { startRoomTest } from "./roomtest";
import { startShown } from "./shown";
import { startTheme } from "./theme";
import { startTweens } from "./tween";

startTheme();
startKeys();
startPagers();
startClocks();
startIntro(clockNow);
startCopying();
startEnterNext();
startJoining();
startShown();
startTweens();
startPasskeys();
startPlan();
startRenewing();
void startRoomTest();
if (document.body.dataset.live) {
  startRoom(document.body.dataset);
  startIdle();
} else {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.dataset.do || !isAgreed(form, event.submitter)) event.preventDefault();
    if (form.dataset.do) press(form, event.submitter);
  });
}

/** A panel that is only looked at, outside a room: what is tapped shows, and nothing is sent. */
function press(form: HTMLFormElement, button: HTMLElement | null): void {
  for (const one of form.querySelectorAll("[aria-pressed]")) one.setAttribute("aria-pressed", String(one === button));
  applyPagers();
}

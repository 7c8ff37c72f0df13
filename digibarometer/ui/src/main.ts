import "idiomorph"; // first: what follows compresses better after it (150 bytes of 19 kB)
import { startAgendaTimes } from "./agenda-times";
import { startAutoRefresh } from "./auto-refresh";
import { startCopyButtons } from "./clipboard";
import { isConfirmed } from "./confirm";
import { serverNow, startCountdowns } from "./countdown";
import { all, on, setPressed } from "./dom";
import { startFormErrors } from "./form-errors";
import { startFormFields } from "./form-fields";
import { startIdleBlanking } from "./live/idle-blanking";
import { startLiveScreen } from "./live/live-screen";
import { startNetworkTest } from "./network-test";
import { startPagers, updatePagers } from "./pager";
import { startPasskeys } from "./passkeys";
import { startShortcuts } from "./shortcuts";
import { startSlideshows } from "./slideshow";
import { startTweens } from "./svg-tween";
import { startTheme } from "./theme";

startTheme();
startShortcuts();
startPagers();
startCountdowns();
startSlideshows(serverNow);
startCopyButtons();
startFormFields();
startFormErrors();
startTweens();
startPasskeys();
startAgendaTimes();
startAutoRefresh();
void startNetworkTest();
if (document.body.dataset.live) {
  startLiveScreen(document.body.dataset);
  startIdleBlanking();
} else {
  on("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.dataset.do || !isConfirmed(form, event.submitter)) event.preventDefault();
    if (form.dataset.do) showChoice(form, event.submitter);
  });
}

/** A panel that is only looked at, outside a room: what is tapped shows, and nothing is sent. */
function showChoice(form: HTMLFormElement, button: HTMLElement | null): void {
  for (const one of all("[aria-pressed]", form)) setPressed(one, one === button);
  updatePagers();
}

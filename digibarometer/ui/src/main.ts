import { startClocks } from "./clock";
import { isAgreed } from "./confirm";
import { startCopying } from "./copy";
import { startJoining } from "./join";
import { startKeys } from "./keys";
import { startPagers } from "./pager";
import { startRoom } from "./room";
import { startRoomTest } from "./roomtest";
import { startTheme } from "./theme";
import { startTweens } from "./tween";

startTheme();
startKeys();
startPagers();
startClocks();
startCopying();
startJoining();
startTweens();
void startRoomTest();
if (document.body.dataset.live) {
  startRoom(document.body.dataset);
} else {
  document.addEventListener("submit", (event) => {
    if (!isAgreed(event.target as HTMLFormElement, event.submitter)) event.preventDefault();
  });
}

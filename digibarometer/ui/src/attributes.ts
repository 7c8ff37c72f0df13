/** The data attributes by which templates, script and style meet: "who reads it: what it means".
 *
 * A reader is a module of the script, or script (many of them), style, or simulation (the simulated people). "Set by the
 * script" is what no template has. On a form with data-do, and on data with data-chosen, every attribute that is not in
 * STEERING is a field of the action. tests/laws/test_data_attributes.py holds this list to script, style and templates,
 * and the compiler refuses a `dataset` name that is not in it. Only its types are used, so it costs no screen a byte. */
export const ATTRIBUTES = {
  // The page
  "data-kind": "theme, idle-blanking, drag, wall-menus: on body: which of the live screens this is",
  "data-live": "main, live-screen, pager: on body: the address of the live room, on a live screen only",
  "data-store": "live-screen, pager, wall: on body: the seat's name, for what is stored in the browser",
  "data-seen": "live-screen: on body: the mark of the screen that the page came with",
  "data-lang": "live-screen: on body: the language to draw in",
  "data-gone": "live-screen, style: set by the script on body: the seat is no longer this browser's",
  "data-may": "forms, style: on the desk's body: what this leader may",
  "data-for": "style: shown to leaders who may this",
  "data-theme": "script, style: on html: light or dark; in a wall: the theme's key; on a form: a field",
  "data-theme-toggle": "theme: a button that turns the page dark or light",
  "data-phase": "dom, forms, simulation: the phase that is shown",
  "data-said": "morph: where the room is, in the words for those who listen",
  "data-who": "dom: the participant whose answers are shown",
  "data-text": "status, network-test: the part of an element that its sentence goes into",

  // Forms
  "data-do": "script, style, simulation: the action that a form is",
  "data-now": "countdown, forms: on body: the server's clock, in unix seconds; on a form: sent at once or not at all",
  "data-new": "forms: the field that gets a new key each time",
  "data-clear": "forms, drafts: each time is a new thing, and the form is emptied when it is saved",
  "data-save-on-input": "forms, simulation: saved while it is written",
  "data-announce": "wall: on a form: what those who listen hear when it is sent",
  "data-confirm": "confirm, wall: a question to answer first",
  "data-chosen": "optimistic-ui: on data: the action by which its value was chosen",
  "data-again": "optimistic-ui: what a button says that is pressed again",
  "data-elsewhere": "optimistic-ui, pager, style: set by the script on a form: answered, but not on this screen",
  "data-state": "forms, morph, status, network-test, style: whether it is saved, how contact is, how a check went",
  "data-code": "form-fields: a field for six digits",
  "data-enter-next": "form-fields: a form in which Enter goes to the next field",
  "data-with": "form-fields: the name of the select that decides whether this is shown",
  "data-is": "form-fields: the choice with which this is shown",
  "data-step-by": "form-fields: a button beside a select: one choice back (-1) or on (1)",
  "data-copy": "clipboard: the text that this button copies",
  "data-copied": "clipboard: what the button says then",
  "data-was": "clipboard: set by the script: what the button said before",

  // Pages that are shown one at a time
  "data-pager": "pager: holds the pages; its name in storage",
  "data-page": "pager, morph, done, style: one of the pages; its name, if it lies elsewhere",
  "data-page-of": "pager: on a page elsewhere: the id of its pager",
  "data-pager-end": "pager, morph, style: what comes after the last page",
  "data-back": "pager: a button to the page before",
  "data-next": "pager: a button to the next page, or with left to the next that is not done",
  "data-to": "forms, pager: a button to the page of this name; on a form: a field",
  "data-then": "pager: where a button leads that does something as well",
  "data-of": "pager, slideshow: the id of the pager that a button elsewhere turns; the word between 2 and 7",
  "data-done": "pager: yes or no: whether all choices of a page are made",
  "data-label": "pager: the sentence of the progress dots, for those who listen",
  "data-answered": "pager: the sentence of how many are answered",
  "data-inside": "pager: the sentence of how many are answered on a page with pages of its own",

  // Clocks, slides, keys
  "data-until": "countdown, morph, style: the unix second that is counted down to",
  "data-left": "countdown, morph, style: the seconds that are left on a clock that stands still",
  "data-minutes": "countdown: on a clock's ring: the minutes that are all of it",
  "data-intro": "slideshow: holds the slides",
  "data-intro-page": "slideshow, style: one slide",
  "data-seconds": "slideshow: how long it is shown",
  "data-began": "slideshow: the unix second when the first was shown",
  "data-intro-tools": "slideshow: the buttons, hidden until the script runs",
  "data-intro-do": "slideshow: on a button: play, next or back",
  "data-intro-at": "slideshow: where it says 2 of 7",
  "data-key": "shortcuts: the keys that press this button",
  "data-keys-first": "shortcuts: whose keys come before those of others",
  "data-letters": "shortcuts: a button that turns letters as keys on and off",
  "data-remote": "shortcuts: a button that turns a presenter's remote on and off",
  "data-fullscreen": "shortcuts: a button that fills the screen",

  // The desk
  "data-drawer": "desk, morph, style: a button that opens and closes the drawer, and what in it; on body: it is open",

  // Pages that are no live screen
  "data-renew": "auto-refresh: the address to fetch what is under way from; empty when it is done",
  "data-part": "auto-refresh: a part of it that is replaced",
  "data-day": "agenda-times: a day of the plan",
  "data-step": "agenda-times, rejected-notes: a step of it; on a form: a field",
  "data-clock": "agenda-times, style: where the step's clock time stands",
  "data-step-length": "agenda-times: where the step's length stands",
  "data-day-length": "agenda-times: where the day's length stands",
  "data-ends": "agenda-times: where the day's end stands",
  "data-room-test": "network-test: the address that is tried",
  "data-check": "network-test: one of the things that are tried",
  "data-passkeys": "passkeys: holds the sentences about passkeys",

  // Long lists and walls
  "data-in": "list-items, simulation: the id of the list that an item lies in",
  "data-order": "list-items: its place in the list",
  "data-items": "list-items: a list whose items come one by one",
  "data-wall": "pending-notes, wall, wall-menus: the beginning of the ids of a wall's lists",
  "data-column": "rejected-notes, wall, wall-elements, wall-menus: a column's key; on a form: a field",
  "data-tab": "wall, drag: a button that shows the column of this key",
  "data-note": "wall, wall-elements, wall-menus, style, simulation: a note's key; on a form: a field",
  "data-base": "wall-menus: the version of a note that is edited; on a form: a field",
  "data-menu": "wall, drag, style, simulation: the face of a note, which opens its menu",
  "data-theme-menu": "wall, wall-elements, style: the name of a theme, which opens its menu",
  "data-merged": "wall-menus: the key of a note that lies under this one",
  "data-waits": "pending-notes: set by the script: the key of a note that is not saved yet",
  "data-select": "wall, style: a button that begins to gather notes into a theme",
  "data-count": "wall: the id of the list whose notes are counted here",
  "data-count-themes": "wall: the id of the themes whose notes are counted as well",
  "data-dots": "wall, simulation: how many dots there are to give; on a form: a field",
  "data-locked": "drag, style: the wall takes no notes from the room",
  "data-which": "wall-menus: on a form: the number of a theme",
  "data-version": "simulation: the version of the room that a panel shows; on a form: a field",

  // Sentences in the page's language; {n} and the like are filled in
  "data-connecting": "status: before the first contact",
  "data-saved": "status: all is saved",
  "data-saving": "status: something is not yet saved",
  "data-offline": "status: there is no contact",
  "data-offline-waiting": "status: there is no contact, and {n} wait",
  "data-behind": "status: the network is slow",
  "data-polling": "status: all is saved, by plain HTTP",
  "data-close": "toasts: the button that closes a message",
  "data-yes": "confirm: do it",
  "data-error": "form-errors: something in a form is wrong",
  "data-no": "confirm: do not",
  "data-disconnected": "forms: nothing happened, for there is no contact",
  "data-lost": "forms: contact was lost before the answer",
  "data-long": "forms: the text is too long",
  "data-unsent": "rejected-notes: the heading of notes that were not taken",
  "data-discard": "rejected-notes: the button that removes them",
  "data-unknown": "passkeys: this browser has none",
  "data-cancelled": "passkeys: somebody cancelled",
  "data-already": "passkeys: there is one already",
  "data-failed": "passkeys: anything else went wrong",
  "data-ok": "network-test: it works, in {ms}",
  "data-bad": "network-test: it does not",
  "data-none": "wall: no notes or dots",
  "data-one": "wall: one",
  "data-many": "wall: {n}",
  "data-play": "slideshow: the button, while the slides stand still",
  "data-pause": "slideshow: the button, while they turn",
  "data-h": "agenda-times: {h} hours",
  "data-m": "agenda-times: {m} minutes",
  "data-hm": "agenda-times: {h} hours and {m} minutes",
} as const;

/** What steers the script on a form, and is no field of its action. */
export const STEERING = [
  "do",
  "now",
  "confirm",
  "announce",
  "clear",
  "new",
  "state",
  "save-on-input",
  "phase",
  "chosen",
  "elsewhere",
];

type CamelCase<Name extends string> = Name extends `${infer Word}-${infer Rest}`
  ? `${Word}${Capitalize<CamelCase<Rest>>}`
  : Name;

type NameIn<Attribute> = Attribute extends `data-${infer Name}` ? CamelCase<Name> : never;

/** A name in `element.dataset`. */
export type DataName = NameIn<keyof typeof ATTRIBUTES>;

declare global {
  interface DOMStringMap extends Partial<Record<DataName, string>> {}
}

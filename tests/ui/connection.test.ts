import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Connection } from "../../digibarometer/ui/src/live/connection";
import { Outbox } from "../../digibarometer/ui/src/live/outbox";
import type { Frame } from "../../digibarometer/ui/src/live/protocol";
import { action, FakeSocket, fakeServer, http, pass } from "./fakes";

let outbox: Outbox;
let connection: Connection;
let frames: Frame[];

beforeEach(() => {
  fakeServer();
  frames = [];
  outbox = new Outbox("anna");
  connection = new Connection("/w/1/live/phone", "sv", "mark", outbox, (frame) => frames.push(frame), vi.fn());
  connection.open();
});

afterEach(() => connection.end());

function add(id: string): void {
  outbox.add(id, action(id));
  connection.flush();
}

async function helloAgain(): Promise<void> {
  await pass(3_000);
  FakeSocket.last.hello();
}

test("nothing is sent before the server has said hello, then what waits in the order that it was done", () => {
  add("first");
  add("second");
  expect(FakeSocket.last.sent).toEqual([]);
  expect(connection.contact).toBeNull();
  FakeSocket.last.hello();
  expect(FakeSocket.last.sentIds).toEqual(["first", "second"]);
  expect(connection.contact).toBe("socket");
});

test("each action is sent once while the line holds", () => {
  FakeSocket.last.hello();
  add("first");
  add("second");
  expect(FakeSocket.last.sentIds).toEqual(["first", "second"]);
});

test("a lost line is back within three seconds, and what was never acknowledged is sent again", async () => {
  FakeSocket.last.hello();
  add("acknowledged");
  add("lost on the way");
  outbox.settle("acknowledged");
  FakeSocket.last.lose();
  expect(connection.contact).toBeNull();
  await helloAgain();
  expect(FakeSocket.opened).toHaveLength(2);
  expect(FakeSocket.last.sentIds).toEqual(["lost on the way"]);
});

test("tries come further apart, but never more than five seconds while a server is away", async () => {
  for (let tries = 0; tries < 30; tries += 1) {
    const before = FakeSocket.opened.length;
    FakeSocket.last.lose();
    await pass(tries < 20 ? 2_500 : 5_000);
    expect(FakeSocket.opened.length, `try ${tries}`).toBe(before + 1);
  }
});

test("a line that opens and never says hello is left for a new one", async () => {
  const [mute] = FakeSocket.opened;
  await pass(7_000);
  expect(mute?.isClosed).toBe(true);
  expect(FakeSocket.opened.length).toBeGreaterThan(1);
});

test("a line that is silent though something was sent is begun anew", async () => {
  FakeSocket.last.hello();
  await pass(60_000);
  expect(FakeSocket.opened, "silent, but nothing is waited for").toHaveLength(1);
  add("first");
  await pass(13_000);
  expect(FakeSocket.opened[0]?.isClosed).toBe(true);
  FakeSocket.last.hello();
  expect(FakeSocket.last.sentIds).toEqual(["first"]);
});

test("what another tab's copy brings back when it was settled already is asked for again, at most every ten seconds", async () => {
  FakeSocket.last.hello();
  add("first");
  const copy = localStorage.getItem("outbox:anna") ?? "";
  FakeSocket.last.receive({ ack: "first" });
  outbox.settle("first");
  localStorage.setItem("outbox:anna", copy);
  await pass(9_000);
  expect(FakeSocket.last.sentIds, "it may still be on its way").toEqual(["first"]);
  await pass(13_000);
  FakeSocket.last.receive({ ack: "first" });
  outbox.settle("first");
  await pass(60_000);
  expect(FakeSocket.last.sentIds.length).toBeGreaterThan(1);
  expect(FakeSocket.last.sentIds.length).toBeLessThan(4);
  expect(connection.contact).toBe("socket");
});

test("a frame that comes on a line that was left is not shown", async () => {
  const [left] = FakeSocket.opened;
  await pass(7_000);
  left?.receive({ screen: "old" });
  left?.lose();
  expect(frames).toEqual([]);
});

test("where sockets are blocked and HTTP gets through twice, the room goes on over HTTP", async () => {
  add("first");
  http.answer = [{ ack: "first" }];
  for (let tries = 0; tries < 3; tries += 1) {
    FakeSocket.last.lose();
    await pass(2_500);
  }
  expect(connection.contact).toBe("polling");
  expect(http.posts[0]?.map(({ id }) => id)).toEqual(["first"]);
  expect(frames).toContainEqual({ ack: "first" });
});

test("a server that answers neither way is away, and the network is not blamed", async () => {
  for (let tries = 0; tries < 6; tries += 1) {
    FakeSocket.last.lose();
    await pass(2_500);
  }
  expect(connection.contact).toBeNull();
  expect(http.posts).toEqual([]);
});

async function blockSockets(): Promise<void> {
  http.answer = [];
  for (let tries = 0; tries < 3; tries += 1) {
    FakeSocket.last.lose();
    await pass(2_500);
  }
  http.posts = [];
}

test("over HTTP what must not wait goes at once, with what waits, and is never sent a second time", async () => {
  await blockSockets();
  FakeSocket.last.lose();
  await pass(0);
  http.posts = [];
  outbox.add("kept", action("kept"));
  connection.sendNow(action("urgent"));
  await pass(0);
  await pass(2_000);
  expect(http.posts.map((actions) => actions.map(({ id }) => id))).toEqual([["kept", "urgent"], ["kept"]]);
});

test("over HTTP a socket is tried once a minute, and takes over when it says hello", async () => {
  await blockSockets();
  const before = FakeSocket.opened.length;
  FakeSocket.last.lose();
  await pass(61_000);
  expect(FakeSocket.opened.length).toBe(before + 1);
  FakeSocket.last.hello();
  expect(connection.contact).toBe("socket");
  http.posts = [];
  await pass(10_000);
  expect(http.posts).toEqual([]);
});

test("what the server asks to have later is sent again within five seconds, once", async () => {
  FakeSocket.last.hello();
  add("first");
  outbox.markSent(["first"], false);
  connection.flushLater();
  await pass(1_000);
  expect(FakeSocket.last.sentIds, "forty phones must not come at once").toEqual(["first"]);
  connection.flushLater();
  await pass(4_000);
  expect(FakeSocket.last.sentIds).toEqual(["first", "first"]);
});

test("a seat that is open on too many screens leaves the others alone for half a minute", async () => {
  const before = FakeSocket.opened.length;
  FakeSocket.last.lose(4429);
  await pass(30_000);
  expect(FakeSocket.opened.length).toBe(before);
  await pass(31_000);
  expect(FakeSocket.opened.length).toBe(before + 1);
});

test("a seat that is gone is not asked for again", async () => {
  FakeSocket.last.hello();
  connection.end();
  FakeSocket.last.lose();
  dispatchEvent(new Event("online"));
  await pass(120_000);
  expect(FakeSocket.opened).toHaveLength(1);
});

test("the server is told which screen is shown already, and in which language to draw", () => {
  expect(FakeSocket.last.url.href).toBe("wss://digibarometern.example/w/1/live/phone?lang=sv&seen=mark");
});

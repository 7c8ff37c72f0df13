"""Test the room: anyone may, and the server answers each way."""

from digibarometer.planning.network_test import echo


def test_anyone_tests_the_room(client):
    assert 'data-room-test="/live-test"' in client.get("/test-room/").content.decode()


async def talk(scope, *events):
    sent, said = [], iter(events)

    async def receive():
        return next(said)

    async def send(event):
        sent.append(event)

    await echo(scope, receive, send)
    return sent


async def test_a_socket_gets_an_answer_to_each_ping():
    pings = [{"type": "websocket.receive", "text": "ping"}] * 2
    sent = await talk({"type": "websocket"}, {"type": "websocket.connect"}, *pings, {"type": "websocket.disconnect"})
    assert [event["type"] for event in sent] == ["websocket.accept", "websocket.send", "websocket.send"]


async def test_a_socket_that_never_stops_is_let_go():
    pings = [{"type": "websocket.receive", "text": "ping"}] * 100
    sent = await talk({"type": "websocket"}, {"type": "websocket.connect"}, *pings)
    assert sent[-1]["type"] == "websocket.close"


async def test_a_post_gets_a_yes():
    sent = await talk({"type": "http"})
    assert sent[0]["status"] == 200

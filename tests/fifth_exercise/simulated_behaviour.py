"""How believable people act here. Actions are named by their wire words, as a phone does."""

from collections.abc import Mapping

from digibarometer.workshops.simulated_people import Act, Lead, ScreenModel, SimulatedDesk, SimulatedPerson
from tests.fifth_exercise.rules import NUMBERS

LEANING = {"politician": 4.0, "manager": 3.5, "official": 3.0}  # fingers, about which people of a role show
QUESTION = "Hur redo är vi?"


class FistPerson(SimulatedPerson):
    """Shows a hand, once."""

    def next_act(self, screen: ScreenModel) -> Act | None:
        """What the screen asks of this person now."""
        for form in screen.forms("fist.show", "my_hand"):
            if form.pressed() is None:
                leaning = LEANING[self.character.role]
                fingers = min(max(round(self.character.chance.gauss(leaning, 1.0)), NUMBERS[0]), NUMBERS[-1])
                return {"do": form.do, "step": int(form.data["step"]), "fingers": fingers}
        return None


async def lead(desk: SimulatedDesk) -> None:
    """Ask, wait for the hands, and show everyone how they stand."""
    for form in desk.view.forms("fist.ask", "desk_fist"):
        await desk.do(form.do, step=int(form.data["step"]), text=QUESTION)
    await desk.until_done("desk_fist", 60)
    for form in desk.view.forms("fist.open", "desk_fist"):
        await desk.do(form.do, step=int(form.data["step"]))


LEADS: Mapping[str, Lead] = {"desk_fist": lead}

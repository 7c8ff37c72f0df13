"""How believable people act in the self-assessment. Actions are named by their wire words, as a phone does."""

import random
import re
from collections.abc import Iterator, Mapping

from digibarometer.workshops.simulated_people import (
    Act,
    Character,
    Form,
    Lead,
    ScreenModel,
    SimulatedDesk,
    SimulatedPerson,
)

LEANING = {"politician": 0.5, "manager": 0.35, "official": -0.15}  # levels above or below what the question is like
DONT_KNOW = {"politician": 0.14, "manager": 0.06, "official": 0.05}  # share of "vet ej"


REASONS = [
    "Vi har ett exempel från i våras som visar att det fungerar, men inte varje gång.",
    "Det hänger på två personer. Är de borta stannar det.",
    "Rutinen finns, men den är inte känd i hela förvaltningen.",
    "Vi valde det lägre, för ingen kunde ge ett exempel på det högre.",
]
OTHER_VIEW = "En av oss såg ett steg högre: på plan görs det redan så."
MOTIVATIONS = [
    "Två grupper hade exempel från bygglov som håller hela vägen. På plan görs det ännu olika från gång till gång.",
    "Vi stannade på den lägre nivån: arbetssättet finns, men det är inte känt i hela förvaltningen.",
    "Cheferna såg högre än handläggarna. Efter samtalet enades vi om det som kan visas med ett exempel.",
    "Det fungerar i vardagen men hänger på ett par personer. Därför inte högre än så.",
]
PATIENCE = 60.0  # units to wait for those who are not done; a visitor may be among them
DISCUSSED = 2  # questions that there is time to talk about in an area


def ratings(
    role: str, questions: list[int], chance: random.Random, levels: list[int], truth: Mapping[int, float]
) -> Iterator[Act]:
    """One rating after another: `truth` is about where each question lies in this municipality (a level)."""
    leaning = LEANING[role] + chance.gauss(0, 0.45)
    for question in questions:
        if chance.random() < DONT_KNOW[role]:
            level = None
        else:
            at = truth.get(question, 2.6) + leaning + chance.gauss(0, 0.65)
            level = min(max(round(at), min(levels)), max(levels))
        yield {"do": "assessment.rate", "question": question, "level": level}


class Rater(SimulatedPerson):
    """Rates alone, and in the group accepts what its spread suggests, says why at times, and opens what has waited."""

    units = {"assessment.set_group_level": 6.0, "assessment.open_spread": 20.0}  # whoever is first acts for all

    def __init__(self, character: Character) -> None:
        super().__init__(character)
        self.meant: dict[int, Act] = {}  # what this person thinks of each question
        self.said: set[int] = set()  # questions whose rating was acknowledged: it is not drawn back
        self.written: set[tuple[str, int]] = set()

    def next_act(self, screen: ScreenModel) -> Act | None:
        """What the screen asks of this person now."""
        return self.own_rating(screen) or self.group_act(screen)

    def did(self, act: Act, is_refused: bool) -> None:
        """It has been said, and is not said again."""
        if act["do"] == "assessment.rate" and not is_refused:
            self.said.add(act["question"])
        if act["do"].startswith("assessment.write"):
            self.written.add((act["do"], act["question"]))

    def own_rating(self, screen: ScreenModel) -> Act | None:
        """Rate the first question without an answer."""
        asked = screen.forms("assessment.rate", "room_questions")
        levels = [int(value) for value in (asked[0].values() if asked else []) if value.isdigit()]
        new = [form.question for form in asked if form.question not in self.meant]
        if new:
            who = self.character
            self.meant |= {act["question"]: act for act in ratings(who.role, new, who.chance, levels, who.truth)}
        answered = {*screen.chosen(), *self.said}
        return next((self.meant[form.question] for form in asked if form.question not in answered), None)

    def group_act(self, screen: ScreenModel) -> Act | None:
        """What the group's questions ask of whoever is first."""
        asked = [name for name in screen.panels if name.startswith("group_question")]
        forms = [screen.forms("assessment.set_group_level", name) for name in asked]
        talks = any(each and each[0].pressed() is None for each in forms)  # else the leader may move on any moment
        for name, levels in zip(asked, forms, strict=True):
            if not levels:
                continue
            question = levels[0].question
            if len(levels) > 1 and levels[0].pressed() is None:
                level = settled(screen.panel(name), levels[0], int(levels[1].values()[0]))
                return {"do": "assessment.set_group_level", "question": question, "level": level}
            if opens := screen.forms("assessment.open_spread", name):
                return {"do": "assessment.open_spread", "question": opens[0].question}
            if talks and levels[0].pressed() and (writes := self.writing(screen.panel(name), question)):
                return writes
        return None

    def writing(self, panel: str, question: int) -> Act | None:
        """One in a group and area writes something down now and then."""
        dice = random.Random(f"{question}{self.character.first_name}")
        for do, field, likely, words in [
            ("assessment.write_reason", "reason", 0.05, dice.choice(REASONS)),
            ("assessment.write_minority", "minority", 0.02, OTHER_VIEW),
        ]:
            is_there = f'name="{field}"' in panel and "</textarea>" in panel
            empty = "data-save-on-input></textarea></form>" in panel.split(f'name="{field}"')[-1][:120]
            if is_there and empty and (do, question) not in self.written and dice.random() < likely:
                return {"do": do, "question": question, field: words}
        return None


def settled(panel: str, choices: Form, suggested: int) -> int:
    """The level that the talk ends at: mostly what is suggested. The same for all in the group, for they talked."""
    talk = random.Random(f"{choices.question} {panel.split('</form>')[0]}")
    level = suggested + talk.choices([-1, 0, 1], [2, 13, 3])[0]
    return level if str(level) in choices.values() else suggested


async def wait_for_answers(desk: SimulatedDesk) -> None:
    """Wait until all have answered, or all groups have set their levels."""
    await desk.pause(1)
    await desk.until_done("desk_progress", PATIENCE)


async def lead_plenary(desk: SimulatedDesk) -> None:
    """Accept what is easy, talk about the rest, and agree on every level."""
    await desk.pause(3)
    for easy in desk.view.forms("assessment.accept_easy", "desk_next_question"):
        area = easy.data.get("area", "null")
        await desk.do("assessment.accept_easy", area=None if area == "null" else int(area))
        await desk.pause(2)
    talked = 0
    for question in [form.question for form in desk.view.forms("assessment.set_plenary_level")]:
        form = next((f for f in desk.view.forms("assessment.set_plenary_level") if f.question == question), None)
        level = _suggested(desk.view, question)
        if form is None or form.pressed() or level is None:
            continue
        talks = talked < DISCUSSED
        if talks:
            talked += 1
            await desk.show(question)
            await desk.pause(5)
        await desk.do("assessment.set_plenary_level", question=question, level=level)
        if talks:
            motivation = desk.chance.choice(MOTIVATIONS)
            await desk.do("assessment.write_motivation", question=question, motivation=motivation)
            await desk.pause(3)
    if talked:
        await desk.show(None)


def _suggested(view: ScreenModel, question: int) -> int | None:
    found = re.search(r'value="(\d+)"[^>]* suggested"', view.panel(f"desk_plenary-{question}"))
    return int(found[1]) if found else None


LEADS: Mapping[str, Lead] = {"desk_progress": wait_for_answers, "desk_talk": lead_plenary}

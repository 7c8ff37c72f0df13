"""Horizon cards: finding and reading them, a municipality's own, and which a workshop is to look at."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from digibarometer.accounts.permissions import for_everyone_signed_in, user_of
from digibarometer.exercises.horizon.api import select_card
from digibarometer.exercises.horizon.queries import signals
from digibarometer.exercises.horizon.rules import HORIZON
from digibarometer.links import button_of
from digibarometer.live import api
from digibarometer.live.actions import ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.planning import permissions
from digibarometer.planning.horizon_cards.forms import HORIZON_CHOICES, CardForm
from digibarometer.questions.models import Card, CardKind
from digibarometer.workshops.models import Step, Workshop
from digibarometer.workshops.rules import row_number
from digibarometer.workshops.snapshot import load_snapshot


@for_everyone_signed_in
def cards(request: HttpRequest) -> HttpResponse:
    """Find a card: by words, kind, and whether it has passed its date."""
    user = user_of(request)
    offered = [card for card in permissions.cards_of(user).filter(retired_at=None) if _fits(card, request)]
    kinds = [(kind, [card for card in offered if card.kind == kind.value]) for kind in CardKind]
    context = {
        "kinds": kinds,
        "found": len(offered),
        "all_kinds": CardKind,
        "owners": permissions.owners(user),
        **_asked(request),
    }
    return render(request, "planning/cards/cards.html", context)


def _asked(request: HttpRequest) -> dict[str, str | bool]:
    return {
        "text": _words(request),
        "kind": request.GET.get("kind", ""),
        "only_old": request.GET.get("old") == "1",
    }


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").strip()[:100]


def _fits(card: Card, request: HttpRequest) -> bool:
    """Whether every word asked for stands somewhere in the card; there are some tens of cards, so no index."""
    asked = _asked(request)
    said = [*card.title.values(), *card.what_happens.values(), *card.meaning.values(), card.source]
    whole = " ".join(said).casefold()
    of_kind = asked["kind"] in ("", card.kind)
    return of_kind and (card.is_old or not asked["only_old"]) and all(
        word in whole for word in _words(request).casefold().split()
    )  # fmt: skip


@permissions.for_card_readers
def card(request: HttpRequest, card: Card) -> HttpResponse:
    """Read a card."""
    context = {"card": card, "when": HORIZON_CHOICES[card.horizon][1], "is_own": card.municipality is not None}
    return render(request, "planning/cards/card.html", context)


@permissions.for_card_writers
def new_card(request: HttpRequest) -> HttpResponse:
    """Add a card of the municipality's own."""
    return _write(request, CardForm(request.POST or None, owners=permissions.owners(user_of(request))), None)


@permissions.for_card_owners
def edit_card(request: HttpRequest, card: Card) -> HttpResponse:
    """Change a card of the municipality's own."""
    return _write(request, CardForm(request.POST or None, owners=[], card=card), card)


def _write(request: HttpRequest, form: CardForm, held: Card | None) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        kept = form.save()
        messages.success(request, gettext("The card is saved."))
        return redirect("planning:card", card=kept.pk)
    return render(request, "planning/cards/write.html", {"form": form, "card": held})


@permissions.for_card_owners
@button_of("planning:card")
def retire_card(request: HttpRequest, card: Card) -> HttpResponse:
    """Offer it no longer; workshops that had it keep it."""
    Card.objects.filter(pk=card.pk).update(retired_at=timezone.now())
    messages.success(request, gettext("The card is no longer offered. Workshops that had it keep it."))
    return redirect("planning:cards")


@permissions.for_card_choosers
def cards_of_workshop(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Choose before the day what the workshop is to look at, in each horizon scan of its agenda."""
    snapshot = load_snapshot(workshop.pk)
    steps = snapshot.steps_of(HORIZON)
    if request.method == "POST":
        step = next((one for one in steps if str(one.pk) == request.POST.get("step")), None)
        if step is None:
            raise Http404
        chosen = request.POST.get("chosen", "") == "true"
        card = get_object_or_404(Card, pk=row_number(request.POST.get("card", "")))
        _choose(request, workshop.pk, step.pk, card.pk, chosen=chosen)
        return redirect(f"{request.path}#step-{step.pk}-{card.kind}")
    offered = Card.objects.filter(retired_at=None, municipality__in=[workshop.municipality_id])
    offered |= Card.objects.filter(retired_at=None, municipality=None)
    rows = [_row(step, list(offered)) for step in steps]
    context = {"workshop": workshop, "rows": rows, "is_coach": permissions.is_coach(request, workshop)}
    return render(request, "planning/cards/of_workshop.html", context)


@permissions.for_card_choosers
def bring_card(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Write a card for this workshop: it becomes its municipality's own, and is taken up in the first scan."""
    step = next(iter(load_snapshot(workshop.pk).steps_of(HORIZON)), None)
    if step is None or workshop.is_over:
        raise Http404
    form = CardForm(request.POST or None, owners=[workshop.municipality])
    if request.method == "POST" and form.is_valid():
        kept = form.save()
        _choose(request, workshop.pk, step.pk, kept.pk, chosen=True)
        messages.success(request, gettext("The card is saved."))
        return redirect("planning:cards_of_workshop", workshop=workshop.pk)
    return render(request, "planning/cards/write.html", {"form": form, "card": None})


def _row(step: Step, offered: list[Card]) -> dict[str, object]:
    taken = [signal.card_id for signal in signals(step) if signal.card_id]
    kinds = [(kind, [(card, card.pk in taken) for card in offered if card.kind == kind.value]) for kind in CardKind]
    return {"step": step, "chosen": len(taken), "kinds": kinds}


def _choose(request: HttpRequest, workshop: int, step: int, card: int, *, chosen: bool) -> None:
    def change(touched: list[Invalidation]) -> None:
        touched.extend(select_card(load_snapshot(workshop), step, card, chosen))

    try:
        if load_snapshot(workshop).workshop.is_over:
            raise ActionRefused(gettext("The workshop has ended. Its agenda stays as it was."))
        api.apply_change(change)
    except ActionRefused as refused:
        messages.error(request, str(refused.why))

"""How a page is kept to those who may open it: decorators of views, which each floor's `permissions` are made with."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from django.contrib.auth.decorators import login_required
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from digibarometer.accounts.models import User

View = Callable[..., HttpResponse]
Key = TypeVar("Key", int, str)
Found = TypeVar("Found")
Row = TypeVar("Row", bound=Model)


def user_of(request: HttpRequest) -> User:
    """The signed-in user; only for views that want one."""
    return cast(User, request.user)


def for_everyone_signed_in(view: View) -> View:
    """A page for everybody who has an account; others are sent to sign in."""

    @wraps(view)
    def signed_in(request: HttpRequest, **parts: int | str) -> HttpResponse:
        return view(request, **parts)

    return never_cache(login_required(signed_in))


def only_if(may: Callable[[User], object], refused: type[Exception] = Http404) -> Callable[[View], View]:
    """A decorator for a page of which the user's rights alone decide; raises `refused` where they may not."""

    def decorator(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **parts: int | str) -> HttpResponse:
            if not may(user_of(request)):
                raise refused
            return view(request, **parts)

        return for_everyone_signed_in(guarded)

    return decorator


def guard(
    find: Callable[[HttpRequest, Key], Found], part: str, asked: Callable[[View], View] = for_everyone_signed_in
) -> Callable[[View], View]:
    """A decorator whose view gets what `find` finds for the user, in the place of that part of the address.

    `find` raises Http404 where it is not theirs; `asked` says who is asked at all, from the start who is signed in.
    """

    def decorator(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **parts: int | str) -> HttpResponse:
            return view(request, find(request, cast(Key, parts.pop(part))), **parts)

        return asked(guarded)

    return decorator


def guard_row(rows: Callable[[User], QuerySet[Row]], part: str) -> Callable[[View], View]:
    """A decorator whose view gets the row of the number that the address has, of those that are the user's."""

    def find(request: HttpRequest, pk: int) -> Row:
        return get_object_or_404(rows(user_of(request)), pk=pk)

    return guard(find, part)

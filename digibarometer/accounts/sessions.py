"""Who is signed in by a session, read without writing; and sessions that have run out."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import constant_time_compare

from digibarometer.accounts.models import User


def user_of_session(session_key: str) -> User | None:
    """The active user whom a session has signed in; None where it has ended, run out, or is older than the password.

    Django's own `get_user` deletes a session that no longer fits the password. This may be asked where nothing is
    written.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    kept = store.load() if session_key else {}
    user = User.objects.filter(pk=kept.get(SESSION_KEY, "0"), is_active=True).first()
    if user is None or not constant_time_compare(kept.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
        return None
    return user


def clear_expired() -> None:
    """Delete the sessions that have run out."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()

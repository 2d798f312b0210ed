"""What has to be there before the first page: schema, static files, a login, something to read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from newsdesk.accounts.models import User
from newsdesk.accounts.services import generated_password

Say = Callable[[str], None]


def prepare(*, owner_email: str, say: Say) -> None:
    """Brings an installation, new or old, to where it can be started. Can be repeated without harm."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("messages", compile=True)
    collect_static_files()
    if User.objects.exists():
        say(f"Forgot a password? {reset_hint(owner_email)}")
    else:
        create_owner(owner_email, say)
        demo_pending().touch()
    load_demo_if_pending(say)


def create_owner(email: str, say: Say) -> None:
    """The first login. Its password is printed, and kept nowhere but as a hash."""
    password = generated_password()
    User.objects.create_superuser(email, password, name=email.partition("@")[0].title())
    say(f"Login:    {email}")
    say(f"Password: {password}    (shown only now; a new one: {reset_hint(email)})")


def reset_hint(email: str) -> str:
    return f".venv/bin/python manage.py reset_login {email}"


def demo_pending() -> Path:
    return Path(settings.VAR) / "demo_pending"


def load_demo_if_pending(say: Say) -> None:
    """Loads the demo desk on the first start, and after one that was cut off; never again after that."""
    if demo_pending().exists():
        say("Loading the demo desk …")
        call_command("load_demo", verbosity=0)
        demo_pending().unlink()


def collect_static_files() -> None:
    """Hashes and compresses the static files if they are others than the last time."""
    wanted = digest_of_sources()
    collected = settings.STATIC_ROOT / ".collected"
    if collected.exists() and collected.read_text("ascii") == wanted:
        return
    call_command("collectstatic", verbosity=0, interactive=False)
    collected.write_text(wanted, "ascii")


def digest_of_sources() -> str:
    """Changes with every static file that is added, removed or written."""
    digest = hashlib.sha256()
    for line in sorted(source_lines()):
        digest.update(line.encode())
    return digest.hexdigest()


def source_lines() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            changed_at = storage.get_modified_time(name).timestamp()
            yield f"{name} {storage.size(name)} {changed_at}\n"

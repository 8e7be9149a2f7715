"""A child with its doses, for the worked examples of vaccination: ``child("2025-03-10", "HepB 2025-03-10", "BCG 2025-03-10")``."""

from datetime import date, timedelta


def child(born: str, *given: str, sex: int = 1) -> str:
    """The lines of facts of a child and of doses written ``vaccine day``."""
    lines = [f"person | {born} | sex={sex}"]
    for vaccine, day in (one.split() for one in given):
        lines.append(f"dose | {day} | vaccine={vaccine}")
    return "\n".join(lines) + "\n"


def on_days(vaccine: str, *days: str) -> tuple[str, ...]:
    """Doses of one vaccine: ``on_days("IPV", "2025-05-10", "2025-06-10")``."""
    return tuple(f"{vaccine} {day}" for day in days)


def later(day: str, by: int) -> str:
    """So many days later."""
    return str(date.fromisoformat(day) + timedelta(days=by))

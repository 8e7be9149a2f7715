"""What a rulebook needs to know of its subjects, table by table: every feature finds its place in as few reads as possible."""

from dataclasses import dataclass, field

from wanhu.engine.evaluation.reading import Request, Track
from wanhu.engine.expressions import Events, Expression, FirstDay, LastDay, Level, Newest, Oldest, Tally, Times
from wanhu.engine.protocol import Subject
from wanhu.engine.tables import TABLES

GROWTH = "growth"  # computed from measurements, not kept


@dataclass(frozen=True)
class Place:
    """Where a track's facts are found: the number of the read, and of the track in it (from 1)."""

    read: int
    track: int


@dataclass
class Read:
    """One read of a table, while it is being planned."""

    table: str
    key: str
    known: str | None
    tracks: list[Track] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    ordered: list[Track] = field(default_factory=list)  # of which a column is read

    def request(self) -> Request:
        """What to ask for."""
        return Request(self.table, self.key, tuple(self.tracks), tuple(self.columns), self.known, tuple(self.ordered))

    def takes(self, track: Track) -> bool:
        """Whether a track is here, or could be: no fact may be on two tracks of one read, and plain tracks keep to themselves.

        A read of plain tracks is the table as it was sorted, whatever else is made from it.
        """
        return track in self.tracks or all(track.plain == other.plain and _apart(track, other) for other in self.tracks)


@dataclass
class Needs:
    """The reads for one kind of subject."""

    subject: Subject
    reads: list[Read] = field(default_factory=list)

    def place(self, feature: Expression) -> Place:
        """Where a feature is read. Raises TypeError for what is no feature."""
        match feature:
            case FirstDay(events) | LastDay(events) | Tally(events) | Times(events, None):
                return self.events(events)
            case Times(Events(table, column, (code,), level, None)):
                return self._value(table, "value", (column, code), level, counts_empty=False)
            case Newest(table, column, where, empty, level):
                return self._value(table, column, where, level, counts_empty=empty is not None)
            case Oldest(table, column, where, level):
                return self._value(table, column, where, level, counts_empty=False)
        raise TypeError(f"{type(feature).__name__} is not a feature")

    def events(self, events: Events) -> Place:
        """Where events are read."""
        track = Track(events.column, tuple(sorted(events.values)), events.given)
        return self._place(events.table, self.key(events.table, events.level), None, track, None)

    def key(self, table: str, level: Level) -> str:
        """The column by which a table's facts belong to the subject."""
        own = self.subject is Subject.PREGNANCY and level is Level.SUBJECT
        return "pregnancy" if own and table in TABLES and "pregnancy" in TABLES[table].columns() else "person"

    def _value(self, table: str, column: str, where: tuple[str, str] | None, level: Level, *, counts_empty: bool) -> Place:
        track = Track(where[0], (where[1],)) if where else Track("*", ("*",))
        optional = table != GROWTH and TABLES[table].columns()[column].optional
        return self._place(table, self.key(table, level), column if optional and not counts_empty else None, track, column)

    def _place(self, table: str, key: str, known: str | None, track: Track, column: str | None) -> Place:
        fitting = (one for one in self.reads if (one.table, one.key, one.known) == (table, key, known) and one.takes(track))
        read = next(fitting, None)
        if read is None:
            read = Read(table, key, known)
            self.reads.append(read)
        if track not in read.tracks:
            read.tracks.append(track)
        if column and column not in read.columns:
            read.columns.append(column)
        if column and track not in read.ordered:
            read.ordered.append(track)
        return Place(next(at for at, one in enumerate(self.reads) if one is read), read.tracks.index(track) + 1)


def _apart(one: Track, other: Track) -> bool:
    """Whether no fact can be on both tracks."""
    if one.everything or other.everything or one.column != other.column:
        return False
    if not set(one.values) & set(other.values):
        return True
    both = one.given and other.given and one.given[0] == other.given[0]
    return bool(both and not set(one.given[1]) & set(other.given[1]))  # type: ignore[index]

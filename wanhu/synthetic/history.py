"""Years of a whole city as facts of every kind and nothing else: no names, no files. For measuring how lists are made at full size.

The people and lives are those of ``build``. Added are children from seven to eighteen, whose doses came in with the clinics' books, and
habits of a city that keeps the schedule less well, so that there is something to find. Facts lie in the order in which they were
recorded, as they do in a database that has been running for years.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from wanhu.engine.text import Text
from wanhu.synthetic.chapters import school
from wanhu.synthetic.city import found
from wanhu.synthetic.days import day
from wanhu.synthetic.deliveries import YEARS
from wanhu.synthetic.doses import Habits
from wanhu.synthetic.facts import FactFiles
from wanhu.synthetic.known import Known
from wanhu.synthetic.ledger import Ledger
from wanhu.synthetic.rates import Rates
from wanhu.synthetic.truth import tell

Progress = Callable[[int, int, Text], None]
HABITS = Habits(late=0.08, early=0.015, alone=0.1, live_too_close=0.03)


def history(
    residents: int, seed: int, out: Path, on: date, years: int = YEARS, *, progress: Progress | None = None
) -> dict[str, int]:
    """Writes ``out/<table>.parquet`` for a city as it stands on ``on`` after so many ``years`` of records; gives the rows of each table.

    The same arguments give the same bytes. 1,500,000 residents with seven years take some minutes and less than 3 GB of memory."""
    say = progress or (lambda done, total, what: None)
    say(0, 3, Text("居民与家庭", "people and families"))
    city = found(residents, seed, day(on), Rates(habits=HABITS), named=False, years=years)
    known = Known(city)
    ledger = Ledger(city.stream("facts"), city.on, city.places.township[city.people.village] + 1)
    say(1, 3, Text("事实", "facts"))
    tell(known, ledger)
    school.children(city, ledger, city.stream("school"), HABITS)
    say(2, 3, Text("写入", "writing"))
    del city, known
    with FactFiles(out, seed) as files:
        ledger.write(files)
    say(3, 3, Text("完成", "done"))
    return files.rows

"""By which tables children's growth is judged. The national standard WS/T 423-2022 is not at hand: its slot is filled by WHO's (unverified)."""

from pathlib import Path

from wanhu.engine.protocol import GrowthStandard, Source
from wanhu.engine.text import Text

WHO_GROWTH = GrowthStandard(
    title=Text("世界卫生组织儿童生长标准（2006）", "WHO Child Growth Standards, 2006"),
    source=Source("World Health Organization. WHO Child Growth Standards, 2006"),
    folder=Path(__file__).parent / "parameters" / "who_growth",
)

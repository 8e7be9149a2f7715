"""By which tables children's growth is judged: those of the folder that ``parameters/growth.yaml`` names.

The national standard WS/T 423-2022 is not at hand: its slot is filled by WHO's (unverified), which end at five years. Where another ends is written
in its own folder, and the alerts on growth speak as long as it does.
"""

from pathlib import Path

from wanhu.engine.parameters import growth_standard

GROWTH = growth_standard(Path(__file__).parent / "parameters" / "growth.yaml")

"""Practice for new workers. The questions are generated from the worked examples of the rules (``tools/practice.py``) and never edited by hand."""

from pathlib import Path

from wanhu.engine.practice import read

PATH = Path(__file__).parent / "questions.json"
QUESTIONS = read(PATH)

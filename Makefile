# What a person types. The work itself is in tools/, one script per verb, so that it can be read and run without make.
.PHONY: help demo test check fix bench docs pictures

help:
	@echo "make demo    a synthetic city in your browser"
	@echo "make test    every test, on SQLite and on PostgreSQL"
	@echo "make check   style, types, layers and the rules of the house"
	@echo "make fix     let ruff correct what it can"
	@echo "make bench   the measurements of bench/"
	@echo "make docs    the generated reference, and every link checked"
	@echo "make pictures  the documentation's pictures, from a running demonstration"

demo:
	@tools/environment run
	@tools/assets
	@env -u WANHU_HOME -u WANHU_DATABASE_URL .venv/bin/wanhu demo $(ARGS) # never in the records of a real installation

test:
	@tools/environment dev
	@tools/assets
	@tools/test $(ARGS)

check:
	@tools/environment dev
	@tools/check

fix:
	@tools/environment dev
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .

bench:
	@tools/environment dev
	@tools/bench $(ARGS)

docs:
	@tools/environment dev
	@tools/docs

pictures:
	@tools/environment dev
	@tools/assets
	@tools/pictures $(ARGS)

# Two commands set everything up on a fresh machine: `make demo` and `make test`.
#
#   make demo        install what is missing, build, run the rotating mill, analyze and draw it
#   make test        everything that the continuous integration runs
#   make build       the release build: .build/release/clausius
#   make install     copy the command to PREFIX/bin (default /usr/local), the scenarios to
#                    PREFIX/share/clausius, and the man pages, made from the command
#   make docs        the reference documentation, from the documentation comments
#   make torture     kill a run at every write, fail its writes, cut its power: 5,000 states, under
#                    30 minutes
#   make significance  the tables of false alarms and power in docs/significance.md
#   make model-tables  the tables of schemes, kinks and angular noise in docs/
#   make benchmark   speed beside the Python peers, in one run (Benchmarks/peers)
#   make figures     remake the figures of README.md and docs/ from the scenarios, but those of
#                    docs/viewing.md
#   make check-figures  remake them in a scratch folder and compare the numbers behind them with
#                       those in the tree
#   make lint        check the format of the sources and the length of comments and Markdown
#   make fuzz        what a release needs: 10^6 mutated texts and 10^5 mutated HDF5 files for
#                    everything that reads what others wrote (Tests/Fuzzing/README.md); hours
#   make check-sanitizers  all tests under the address sanitizer and under the thread sanitizer
#   make format      format the sources
#   make clean       remove what was built

PREFIX ?= /usr/local
CLAUSIUS := .build/release/clausius
VENV := .venv
PYTHON := $(VENV)/bin/python
SWIFT_SOURCES := Sources Tests Package.swift Examples

.PHONY: demo test test-build check-sources check-command check-packages check-faults check-fuzzing torture significance model-tables build install docs benchmark figures check-figures fuzz check-sanitizers
.PHONY: format lint clean system-packages test-packages

system-packages:
	@.ci/install-system-packages

test-packages:
	@.ci/install-system-packages --for-tests

build: system-packages
	swift build -c release --product clausius

demo: build
	@mkdir -p output
	$(CLAUSIUS) run scenarios/couzin/torus.yaml --force -o output/torus.h5md
	$(CLAUSIUS) analyze output/torus.h5md --from 500 -o output/torus.csv --format table
	$(CLAUSIUS) plot output/torus.h5md -o output/torus.png
	@echo
	@echo "picture     output/torus.png"
	@echo "trajectory  output/torus.h5md  (h5py, xarray, MDAnalysis, OVITO: docs/trajectory-format.md)"
	@echo "per frame   output/torus.csv"

# Python reads back what Swift wrote: the checkers need h5py, MDAnalysis, xarray and netCDF4.
$(VENV)/installed: Tests/requirements.txt
	python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r Tests/requirements.txt
	touch $@

lint:
	swift format lint --strict --recursive $(SWIFT_SOURCES)
	Tests/check_line_length

TESTED := CLAUSIUS_COMMAND=$(abspath .build-test/release/clausius) CLAUSIUS_PYTHON=$(abspath $(PYTHON))

test: test-packages
	@$(MAKE) --no-print-directory --output-sync=line -j 2 test-build check-sources
	$(TESTED) swift test -c release -Xswiftc -enable-testing --skip-build --scratch-path .build-test
	@$(MAKE) --no-print-directory --output-sync=line -j 2 check-command check-packages
	@$(MAKE) --no-print-directory --output-sync=line -j 2 check-faults check-fuzzing

test-build:
	swift build -c release --build-tests -Xswiftc -enable-testing --scratch-path .build-test

# What needs no build, while packages of Python are fetched.
check-sources: lint $(VENV)/installed

# What runs the command that the tests have built.
check-command:
	$(TESTED) $(PYTHON) Tests/check_entropy_reference.py >.build-test/entropy-reference.log \
	  || { cat .build-test/entropy-reference.log; exit 1; }
	@tail -n 1 .build-test/entropy-reference.log
	$(TESTED) $(PYTHON) Tests/check_examples.py docs/post-processing.md docs/tutorial.md
	$(TESTED) $(PYTHON) Tests/OtherPrograms/check
	$(TESTED) $(PYTHON) Tests/Viewer/check
	$(PYTHON) Tests/check_same_bytes --command $(abspath .build-test/release/clausius) --runs 3
	docs/make-man-pages --check $(abspath .build-test/release/clausius) .build-test/man
	$(TESTED) $(PYTHON) docs/make-validation-table --check
	$(TESTED) $(PYTHON) docs/make-estimators-page --check
	$(TESTED) $(PYTHON) docs/make-formats-page --check
	.build-test/release/clausius validate --quick --fresh --format junit -o .build-test/validation.xml

# What builds more on top of the tests.
check-packages:
	$(PYTHON) Tests/check_example_packages.py >.build-test/example-packages.log \
	  || { cat .build-test/example-packages.log; exit 1; }
	@tail -n 1 .build-test/example-packages.log
	Tests/check_documentation
	Tests/Fuzzing/fuzz --build

# Disks and processes that fail; they wait for the disk while the fuzzer, built by now, computes.
check-faults:
	$(TESTED) $(PYTHON) Tests/Torture/torture.py --states 300

check-fuzzing:
	$(TESTED) Tests/Fuzzing/fuzz --seconds 60 --seed 1

fuzz: build $(VENV)/installed
	CLAUSIUS_PYTHON=$(abspath $(PYTHON)) Tests/Fuzzing/fuzz --runs --table docs/reliability.md

check-sanitizers: test-packages $(VENV)/installed
	CLAUSIUS_PYTHON=$(abspath $(PYTHON)) Tests/Sanitizers/check address
	CLAUSIUS_PYTHON=$(abspath $(PYTHON)) Tests/Sanitizers/check thread

docs: system-packages
	Tests/check_documentation --output docs/reference

figures: build
	CLAUSIUS=$(abspath $(CLAUSIUS)) docs/make-figures
	CLAUSIUS_COMMAND=$(abspath $(CLAUSIUS)) python3 docs/make-validation-table

check-figures: build
	CLAUSIUS=$(abspath $(CLAUSIUS)) docs/make-figures --check

torture: build $(VENV)/installed
	CLAUSIUS_COMMAND=$(abspath $(CLAUSIUS)) $(PYTHON) Tests/Torture/torture.py --table docs/reliability.md

significance: build $(VENV)/installed
	CLAUSIUS_COMMAND=$(abspath $(CLAUSIUS)) $(PYTHON) docs/make-significance-tables

model-tables: build $(VENV)/installed
	CLAUSIUS_COMMAND=$(abspath $(CLAUSIUS)) $(PYTHON) docs/make-model-tables

benchmark: build
	Benchmarks/peers/run

install: build
	install -d $(PREFIX)/bin $(PREFIX)/share/clausius
	install -m 755 $(CLAUSIUS) $(PREFIX)/bin/clausius
	cp -R scenarios $(PREFIX)/share/clausius/
	docs/make-man-pages $(CLAUSIUS) $(PREFIX)/share/man/man1

format:
	swift format --in-place --recursive $(SWIFT_SOURCES)

clean:
	rm -rf .build .build-test .build-fuzz .build-address .build-thread $(VENV) docs/reference

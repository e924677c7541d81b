# The commands of the project; `make` alone lists them. CARGO_TARGET_DIR is respected throughout.

# Where the demo keeps its data, and where it listens.
DIR ?= data/demo
LISTEN ?= 127.0.0.1:8443
# Further arguments of the benchmark and of the fuzzer.
ARGS ?=

target := $(or $(CARGO_TARGET_DIR),target)

.DEFAULT_GOAL := help
.PHONY: help demo test bench soak fuzz fmt lint tidy deny

help: ## list these commands
	@awk -F ': ## ' '/^[a-z]+: ## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

demo: ## build the server and start it with sample data (DIR=data/demo LISTEN=127.0.0.1:8443)
	cargo build --release --locked --bin ribcage
	exec "$(target)/release/ribcage" demo --dir "$(DIR)" --listen "$(LISTEN)"

test: ## everything that has to hold before a change lands; CI runs the same
	@scripts/test

bench: ## measure the server (ARGS go on to benches/run)
	@scripts/bench $(ARGS)

soak: ## the tests with the long versions of crash and load tests
	@scripts/soak

fuzz: ## the decoders against libFuzzer, a minute each (ARGS: SECONDS TARGET...)
	@scripts/fuzz $(ARGS)

fmt: ## format the code
	cargo fmt --all

lint: ## clippy, with every warning an error
	cargo clippy --workspace --all-targets --locked -- -D warnings

tidy: ## the house rules that no compiler checks
	cargo xtask tidy

deny: ## licences, sources, bans and advisories of the dependencies
	@scripts/deny

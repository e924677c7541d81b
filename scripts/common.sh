# shellcheck shell=bash
# Sourced by the scripts beside it: where they stand, and how a run of tests ends.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit
PATH="$PWD/.tools/cargo/bin:$PATH"

# Says that a check is left out and why. Tests do the same by appending such a line to the file
# that RIBCAGE_NOT_RUN names, since a test runner keeps back what a passing test prints.
not_run() {
    printf 'not run: %s\n' "$*"
    if [[ -n ${RIBCAGE_NOT_RUN:-} ]]; then
        printf 'not run: %s\n' "$*" >>"$RIBCAGE_NOT_RUN"
    fi
}

passed=""
current=""

# step NAME COMMAND...: runs one part of a run; the first that fails ends it.
step() {
    current=$1
    shift
    printf '\n── %s\n' "$current"
    "$@"
    passed+="passed: $current"$'\n'
    current=""
}

# Ends a run: what passed, what failed, what was not run. Where everything is at hand (CI with
# the sample data), what was not run is a failure.
summarise() {
    local status=$?
    trap - EXIT
    printf '\n── summary\n%s' "$passed"
    if ((status != 0)); then
        printf 'FAILED: %s (nothing after it was run)\n' "${current:-the run itself}"
    fi
    sort -u "$RIBCAGE_NOT_RUN"
    if ((status == 0)) && [[ -s $RIBCAGE_NOT_RUN ]]; then
        if [[ ${CI:-} == true && -n ${RIBCAGE_SAMPLE_DATA:-} ]]; then
            printf 'FAILED: nothing may be left out here\n'
            status=1
        else
            printf 'everything else passed\n'
        fi
    fi
    rm -f "$RIBCAGE_NOT_RUN"
    exit "$status"
}

# Begins a run of steps that ends with a summary.
begin_run() {
    RIBCAGE_NOT_RUN=$(mktemp "${TMPDIR:-/tmp}/ribcage-not-run.XXXXXX")
    export RIBCAGE_NOT_RUN
    trap summarise EXIT
}

# run_tests PROFILE: every test of the workspace but those in documentation.
run_tests() {
    if ! cargo nextest --version >/dev/null 2>&1; then
        printf 'cargo-nextest is not there: building it into .tools/cargo, once\n'
        env -u CARGO_TARGET_DIR cargo install --quiet --locked --root .tools/cargo \
            cargo-nextest@0.9.143 || true
    fi
    if cargo nextest --version >/dev/null 2>&1; then
        cargo nextest run --workspace --locked --profile "$1"
    else
        printf 'cargo-nextest could not be built: cargo test runs the tests instead\n'
        cargo test --workspace --locked --lib --bins --tests --no-fail-fast
    fi
}

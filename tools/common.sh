# Sourced by every script in tools/: where the checkout is, how to speak, how to find a Python, how to ask apt for something.
# Nothing here changes the machine by itself, and every function ends loudly when it cannot do what its name says.

set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PYTHONDONTWRITEBYTECODE=${PYTHONDONTWRITEBYTECODE:-} LC_ALL=${LC_ALL:-C.UTF-8}

say() { printf '· %s\n' "$*" >&2; }

die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# The first Python of 3.11 or newer; PYTHON names another one.
find_python() {
    local candidate
    for candidate in ${PYTHON:-} python3.11 python3 python3.12 python3.13 python3.14; do
        if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            command -v "$candidate"
            return
        fi
    done
    die "Python 3.11 or newer is needed and none was found. Install it, or set PYTHON to its path."
}

# Installs Debian packages when they are missing. Needs root or sudo without a password; says what to do by hand otherwise.
apt_install() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            die "these system packages are missing and neither root nor sudo is at hand. As an administrator: apt-get install $*"
        fi
        as_root=(sudo -n)
    fi
    command -v apt-get >/dev/null || die "this system has no apt-get. Install what corresponds to: $*"
    say "installing system packages: $*"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

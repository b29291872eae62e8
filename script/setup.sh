# Sourced by the scripts beside it, which set $root first. Brings up .venv, or says in one line what is missing.
# Set-up speaks on standard error only and reads nothing: standard input and output belong to the command.

venv=$root/.venv

say() {
    printf 'rehearse: %s\n' "$*" >&2
}

fail() {
    say "$@"
    exit 4
}

# ensure run|dev: what that level needs is there afterwards.
ensure() {
    ready "$1" && return
    (set_up "$1") </dev/null >&2 || exit
}

# The paths of the checkout and of the Python are part of it: a .venv survives neither of them moving.
fingerprint() {
    { echo "$root" && cat "$venv/pyvenv.cfg" "$root/pyproject.toml" "$root"/script/requirements*.txt; } 2>/dev/null | cksum
}

ready() {
    [ -x "$venv/bin/python" ] && [ -x "$venv/bin/rehearse" ] && [ -r "$venv/.ready" ] && [ ! -e "$venv/.unfinished" ] || return 1
    read -r level sum <"$venv/.ready"
    [ "$sum" = "$(fingerprint)" ] && { [ "$level" = dev ] || [ "$level" = "$1" ]; }
}

set_up() {
    # Shells disagree on what -e means in a function whose status is asked for: here each failure is met by name.
    set +e
    . "$root/script/packages.sh"
    # dpkg looks for ldconfig, which an unprivileged shell's PATH leaves out; pip must not be led away from .venv.
    PATH=$PATH:/usr/sbin:/sbin
    unset PYTHONHOME PYTHONPATH PIP_TARGET PIP_PREFIX
    export PIP_USER=0

    [ -w "$root" ] && { [ ! -e "$venv" ] || [ -w "$venv" ]; } ||
        fail "$root can't be written to; copy it to a folder of your own and start again from there"
    found=$(pythons)
    take_turns
    ready "$1" && return

    whole_venv || make_venv
    install_libraries "$1"
    : >"$venv/.unfinished"
    install_packages "$1" || {
        # pip refused rather than stopped half-way: what was there before still works.
        rm -f "$venv/.unfinished"
        fail "the Python packages could not be installed: see pip's reason above (is the network there?), then start again"
    }
    printf '%s %s\n' "$1" "$(fingerprint)" >"$venv/.ready" && rm "$venv/.unfinished" ||
        fail "$venv can't be written to; is the disk full?"
}

# Two starts at once: the second waits. The kernel lets go when the last process of a set-up ends, however it ends.
take_turns() {
    python=$(newest)
    [ -n "$python" ] || return 0
    exec 9<"$root/script/setup.sh"
    "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)' 2>/dev/null && return
    say "waiting for another set-up in this folder"
    "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)' || say "this folder can't be locked: start one at a time"
}

# Every Python here that suits and really runs (a version manager's shim may run nothing), newest first:
# its minor version, whether it can make a .venv by itself, its path.
pythons() (
    IFS=:
    for name in python3.13 python3.12 python3.11 python3 python; do
        for folder in $PATH; do
            [ -x "$folder/$name" ] && "$folder/$name" - 2>/dev/null <<'PYTHON'
import os, sys
if (3, 11) <= sys.version_info < (3, 14):
    try:
        import ensurepip, venv
        how = ensurepip.version() and "alone"
    except Exception:
        how = "helped"
    print(sys.version_info[1], how, os.path.realpath(getattr(sys, "_base_executable", sys.executable)))
PYTHON
        done
    done | sort -s -rn -k1,1
)

# The newest of those found, or the newest of one sort.
newest() {
    echo "$found" | sed -n "s/^1[123] ${1:-[a-z]*} //p" | head -n 1
}

# One that was interrupted, moved or copied is not mended but made anew: its commands name the folder it was made in.
whole_venv() {
    [ ! -e "$venv/.unfinished" ] && grep -qF "$venv/bin/" "$venv/bin/pip" 2>/dev/null && "$venv/bin/python" - 2>/dev/null <<'PYTHON'
import sys, pip
sys.exit(not (3, 11) <= sys.version_info < (3, 14))
PYTHON
}

make_venv() {
    say "setting up in $venv (the first start takes a minute or two)"
    rm -rf "$venv" && mkdir "$venv" && : >"$venv/.unfinished" ||
        fail "$venv can't be made anew; remove it and start again"
    [ -n "$(newest alone)" ] || install_python
    python=$(newest alone)
    if [ -n "$python" ]; then
        "$python" -m venv "$venv" && return
    fi
    python=$(newest)
    [ -n "$python" ] || fail "Python 3.11, 3.12 or 3.13 is missing; to go on, $(to_type "$(python_packages | head -n 1)")"
    make_venv_with_help && return
    fail "$python can't make a .venv; to go on, $(to_type "$(venv_package)")"
}

# For a Python whose distribution packs ensurepip apart.
make_venv_with_help() {
    "$python" -m venv --without-pip "$venv" && "$python" -m pip --python "$venv/bin/python" install -q pip && return
    "$python" -m virtualenv -q "$venv" && return
    virtualenv -q -p "$python" "$venv" && return
    uv venv -q --seed --allow-existing -p "$python" "$venv"
} 2>/dev/null

install_python() {
    may_install || return 0
    update_package_lists
    if [ -n "$(newest)" ]; then
        system_install "$(venv_package)"
        found=$(pythons)
        return
    fi
    python_packages | while read -r packages; do
        system_install "$packages"
        [ -z "$(pythons)" ] || break
    done
    found=$(pythons)
}

venv_package() {
    case $(manager) in
    apt-get) echo "python3.$(echo "$found" | sed 's/ .*//;q')-venv" ;;
    zypper) echo "python3$(echo "$found" | sed 's/ .*//;q')-pip" ;;
    apk) echo py3-pip ;;
    *) echo python3-pip ;;
    esac
}

# What a suitable Python may be called, a line for each try: a distribution's python3 may be too old or too new.
python_packages() {
    case $(manager) in
    apt-get) printf '%s\n' "python3 python3-venv" "python3.13 python3.13-venv" "python3.12 python3.12-venv" "python3.11 python3.11-venv" ;;
    dnf) printf '%s\n' python3.13 python3.12 python3.11 ;;
    zypper) printf '%s\n' python313 python312 python311 ;;
    pacman) echo python ;;
    *) echo python3 ;;
    esac
}

install_packages() {
    case $1 in
    run) locked=$root/script/requirements.txt ;;
    dev) locked=$root/script/requirements-dev.txt ;;
    esac
    say "installing the Python packages"
    pip_install -r "$locked" && pip_install --no-deps --no-build-isolation -e "$root"
}

pip_install() {
    # A bar on a terminal, quiet in a log.
    [ -t 2 ] || set -- -qq "$@"
    "$venv/bin/python" -m pip install --no-input --disable-pip-version-check "$@"
}

# Sourced by setup.sh when there is something to set up: what no wheel brings comes from the distribution.

# Goes on when something can't be installed: the product says itself what it lacks, and tests skip.
install_libraries() {
    [ "$(uname)" = Linux ] || return 0
    missing=$(missing_libraries "$1" | sort -u)
    [ -n "$missing" ] || return 0
    packages=$(for thing in $missing; do package_of "$thing"; done | tr '\n' ' ' | sed 's/ $//')
    if may_install; then
        say "installing $packages"
        update_package_lists
        system_install "$packages"
        [ -z "$(missing_libraries "$1")" ] && return
    fi
    say "going on without $packages; to have sound, $(to_type "$packages")"
}

missing_libraries() {
    loads libportaudio.so.2 || echo portaudio
    loads libespeak-ng.so.1 || echo espeak-ng
    [ "$1" = dev ] || return 0
    exists /usr/lib*/alsa-lib/libasound_module_pcm_pulse.so /usr/lib/*/alsa-lib/libasound_module_pcm_pulse.so || echo alsa-pulse
    command -v pactl >/dev/null || echo pulseaudio-utils
    for command in espeak-ng pulseaudio flite sox tmux strace chromium chromedriver; do
        command -v $command >/dev/null || echo $command
    done
}

loads() {
    "$venv/bin/python" -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null
}

# Whether one of the patterns found something.
exists() {
    for path in "$@"; do
        [ ! -e "$path" ] || return 0
    done
    return 1
}

package_of() {
    case $(manager):$1 in
    apt-get:portaudio | zypper:portaudio) echo libportaudio2 ;;
    apt-get:espeak-ng) echo libespeak-ng1 espeak-ng ;;
    apt-get:alsa-pulse) echo libasound2-plugins ;;
    dnf:alsa-pulse) echo alsa-plugins-pulseaudio ;;
    pacman:alsa-pulse) echo alsa-plugins ;;
    *:alsa-pulse) echo alsa-plugins-pulse ;;
    pacman:pulseaudio-utils) echo libpulse ;;
    apt-get:chromedriver) echo chromium-driver ;;
    pacman:chromedriver) echo chromium ;;
    apk:chromedriver) echo chromium-chromedriver ;;
    *) echo "$1" ;;
    esac
}

# ---- The distribution's packages

manager() {
    for manager in apt-get dnf pacman zypper apk; do
        command -v $manager >/dev/null && echo $manager && return
    done
}

installer() {
    case $(manager) in
    apt-get) echo apt-get install -y --no-install-recommends ;;
    dnf) echo dnf install -y ;;
    pacman) echo pacman -S --needed --noconfirm ;;
    zypper) echo zypper --non-interactive install ;;
    apk) echo apk add ;;
    esac
}

to_type() {
    case $(installer) in
    '') echo "install $1 by your system's own means" ;;
    *) echo "type: sudo $(installer) $1" ;;
    esac
}

may_install() {
    [ -n "$(manager)" ] && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# On a fresh machine they are empty or old.
update_package_lists() {
    case $(manager) in
    apt-get) as_root apt-get update -qq ;;
    dnf) as_root dnf makecache -q ;;
    pacman) as_root pacman -Sy ;;
    zypper) as_root zypper --non-interactive refresh ;;
    apk) as_root apk update -q ;;
    esac
}

# One after another when they won't go together: a distribution may lack one of them.
system_install() {
    install_together $1 && return
    for package in $1; do
        install_together "$package"
    done
}

# 9 is closed, or a service that the package starts would keep the turn.
install_together() {
    case $(manager) in
    apt-get) as_root env DEBIAN_FRONTEND=noninteractive $(installer) -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@" ;;
    *) as_root $(installer) "$@" ;;
    esac 9<&-
}

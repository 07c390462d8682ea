#!/bin/sh
# Makes FOLDER/bin/java: Debian's JVM for 64-bit ARM, run by qemu-user. Installs nothing, and leaves apt as it is: lists
# and packages are kept in the folder.
#
#   jvm.sh FOLDER
set -eu

mkdir -p "$1"
folder=$(cd "$1" && pwd)
[ -x "$folder/bin/java" ] && exit 0
command -v qemu-aarch64-static > /dev/null || {
    echo "qemu-aarch64-static is needed: Debian package qemu-user-static" >&2
    exit 1
}

apt() {
    apt-get -q -q -o APT::Architecture=arm64 -o APT::Architectures::=arm64 -o APT::Sandbox::User= \
        -o Dir::State="$folder/apt" -o Dir::State::status="$folder/apt/status" -o Dir::Cache="$folder/apt/cache" "$@"
}
mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial"
: > "$folder/apt/status"
apt update
cd "$folder/apt/cache/archives"
apt download openjdk-17-jre-headless libc6 libgcc-s1 libstdc++6 zlib1g
for package in *.deb; do
    dpkg-deb -x "$package" "$folder/root"
done

java=$(echo "$folder"/root/usr/lib/jvm/java-17-openjdk-arm64/bin/java)
mkdir -p "$folder/bin"
cat > "$folder/bin/java.draft" << END
#!/bin/sh
exec qemu-aarch64-static -L "$folder/root" "$java" "\$@"
END
chmod +x "$folder/bin/java.draft"
mv "$folder/bin/java.draft" "$folder/bin/java"

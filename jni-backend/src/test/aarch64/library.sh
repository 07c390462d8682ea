#!/bin/sh
# The C library's own tests, compiled for 64-bit ARM and run by qemu-user: library.sh JDK HEADERS OUTPUT
set -eu
here=$(dirname "$0")
library=$here/../../main/c

rm -rf "$3"
mkdir -p "$3/files"
aarch64-linux-gnu-gcc -std=c11 -O3 -pthread -fno-math-errno -fno-trapping-math -ffp-contract=off \
    "-I$library" "-I$2" "-I$1/include" "-I$1/include/linux" "$library"/*.c "$here"/../c/*.c -lm -o "$3/tests"
NPYMAP_EMULATED=1 qemu-aarch64-static -L /usr/aarch64-linux-gnu "$3/tests" "$3/files"

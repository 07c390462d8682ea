#!/bin/sh
# Builds the C library and its tests with gcc's analyzer and sanitizers, and runs them: sanitize.sh JDK HEADERS OUTPUT
set -eu
here=$(dirname "$0")
library=$here/../../main/c
jdk=$1
headers=$2
output=$3
system=$(uname -s | tr '[:upper:]' '[:lower:]')
include="-I$library -I$headers -I$jdk/include -I$jdk/include/$system"
warnings="-Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Werror"
flags="-std=c11 -pthread -fno-math-errno -fno-trapping-math -ffp-contract=off"

rm -rf "$output"
mkdir -p "$output"
for source in "$library"/*.c; do
    gcc $flags -O2 -fanalyzer $warnings $include -c "$source" -o "$output/analyzed.o"
done
echo "gcc -fanalyzer: nothing to say"

# The kernels at the level at which they are released, too: what is undefined shows itself only there.
for level in -O1 -O3; do
    gcc $flags $level -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all $warnings \
        $include "$library"/*.c "$here"/*.c -lm -o "$output/tests$level"
    rm -rf "$output/files"
    mkdir "$output/files"
    echo "AddressSanitizer and UndefinedBehaviorSanitizer, $level"
    ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1 \
        UBSAN_OPTIONS=print_stacktrace=1 "$output/tests$level" "$output/files"
done

# By the other compiler, with the same warnings, where there is one.
if command -v "${CLANG:-clang}" > /dev/null; then
    "${CLANG:-clang}" $flags -O3 $warnings $include "$library"/*.c "$here"/*.c -lm -o "$output/tests-clang"
    rm -rf "$output/files"
    mkdir "$output/files"
    echo "clang, -O3"
    "$output/tests-clang" "$output/files"
fi

# Processors that lack one thing, where there is an emulator: a variant that needs it would be the end of the tests.
# Not without bmi1, which glibc 2.36 takes for granted.
if [ "$(uname -m)" = x86_64 ] && command -v qemu-x86_64-static > /dev/null; then
    gcc $flags -O3 $include "$library"/*.c "$here"/*.c -lm -o "$output/tests"
    for feature in avx2 f16c bmi2 abm popcnt; do
        rm -rf "$output/files"
        mkdir "$output/files"
        echo "a processor without $feature"
        NPYMAP_EMULATED=1 qemu-x86_64-static -cpu max,-$feature "$output/tests" "$output/files"
    done
fi

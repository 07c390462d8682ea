package io.github.npymap.fuzzing;

import io.github.npymap.cli.CommandTarget;
import java.util.Locale;

/** What is fuzzed, and how long the inputs may get: long enough for what matters, short enough to be fast. */
enum Target {
    HEADER(HeaderTarget.class, HeaderTarget::fuzzerTestOneInput, 2048, 10_000_000),
    DESCR(DescrTarget.class, DescrTarget::fuzzerTestOneInput, 1024, 10_000_000),
    SLICE(SliceTarget.class, SliceTarget::fuzzerTestOneInput, 128, 10_000_000),
    FILE(FileTarget.class, FileTarget::fuzzerTestOneInput, 2048, 1_000_000),
    FILE_JNI(JniFileTarget.class, JniFileTarget::fuzzerTestOneInput, 2048, 1_000_000),
    NPZ(NpzTarget.class, NpzTarget::fuzzerTestOneInput, 4096, 1_000_000),
    CLI(CommandTarget.class, CommandTarget::fuzzerTestOneInput, 256, 100_000);

    private static final long MOST_NANOS = 2_000_000_000;
    private static final int TRIES = 3;

    /** What takes an input; only what is not documented gets out of it. */
    interface Input {
        void accept(byte[] input) throws Exception;
    }

    final Class<?> type;
    final int maxLength;
    /** How many random inputs a soak gives to it. */
    final int soakRounds;

    private final Input input;

    Target(Class<?> type, Input input, int maxLength, int soakRounds) {
        this.type = type;
        this.input = input;
        this.maxLength = maxLength;
        this.soakRounds = soakRounds;
    }

    /** Takes an input and tells in how many nanoseconds; fails if it is slow, and not just because others are busy. */
    long take(byte[] bytes) throws Exception {
        for (int tries = 1; ; tries++) {
            long begin = System.nanoTime();
            input.accept(bytes);
            long nanos = System.nanoTime() - begin;
            if (nanos <= MOST_NANOS) {
                return nanos;
            }
            if (tries == TRIES) {
                throw new AssertionError(nanos + " ns for an input of " + bytes.length + " bytes");
            }
        }
    }

    /** The name on the command line, and of files. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}

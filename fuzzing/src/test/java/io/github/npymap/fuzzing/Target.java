package io.github.npymap.fuzzing;

import io.github.npymap.cli.CommandTarget;
import java.util.Locale;

/** What is fuzzed, and how long the inputs may get: long enough for what matters, short enough to be fast. */
enum Target {
    HEADER(HeaderTarget.class, HeaderTarget::fuzzerTestOneInput, 2048),
    DESCR(DescrTarget.class, DescrTarget::fuzzerTestOneInput, 1024),
    SLICE(SliceTarget.class, SliceTarget::fuzzerTestOneInput, 128),
    FILE(FileTarget.class, FileTarget::fuzzerTestOneInput, 2048),
    FILE_JNI(JniFileTarget.class, JniFileTarget::fuzzerTestOneInput, 2048),
    NPZ(NpzTarget.class, NpzTarget::fuzzerTestOneInput, 4096),
    CLI(CommandTarget.class, CommandTarget::fuzzerTestOneInput, 256);

    /** What takes an input; only what is not documented gets out of it. */
    interface Input {
        void accept(byte[] input) throws Exception;
    }

    final Class<?> type;
    final Input input;
    final int maxLength;

    Target(Class<?> type, Input input, int maxLength) {
        this.type = type;
        this.input = input;
        this.maxLength = maxLength;
    }

    /** The name on the command line, and of files. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}

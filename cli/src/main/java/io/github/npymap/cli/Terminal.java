package io.github.npymap.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What the program's output goes to. */
final class Terminal {

    private Terminal() {}

    /** Whether a person is watching: input and output are both a terminal. */
    @SuppressWarnings("SystemConsoleNull") // main() sets jdk.console, with which it is null on later JDKs as well
    static boolean isInteractive() {
        return System.console() != null;
    }

    static Charset outCharset() {
        return charset("stdout.encoding");
    }

    static Charset errCharset() {
        return charset("stderr.encoding");
    }

    static boolean showsUnicode() {
        return outCharset().equals(StandardCharsets.UTF_8);
    }

    /** JDK 19 and later say it themselves; before, what the system uses. */
    private static Charset charset(String property) {
        for (String name : new String[] {property, "sun." + property, "native.encoding"}) {
            String value = System.getProperty(name);
            if (value != null && Charset.isSupported(value)) {
                return Charset.forName(value);
            }
        }
        return Charset.defaultCharset();
    }
}

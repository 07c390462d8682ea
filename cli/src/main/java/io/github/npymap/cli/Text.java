package io.github.npymap.cli;

import java.util.Locale;

/** Small texts. */
final class Text {

    private Text() {}

    /** Messages are one line each; a list in one goes on behind semicolons. */
    static String oneLine(String message) {
        return message.strip().replaceAll("([:.])\\s*\\R\\s*", "$1 ").replaceAll("\\s*\\R\\s*", "; ");
    }

    /** {@code 1.5 GiB}. */
    static String bytes(long count) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
        double value = count;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? count + " " + units[0] : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }
}

package io.github.npymap.cli;

import java.util.Locale;
import java.util.regex.Pattern;

/** Small texts. */
final class Text {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Text() {}

    /** Messages are one line each; a list in one goes on behind semicolons. Names in them do not move a terminal. */
    static String oneLine(String message) {
        String line = message.strip().replaceAll("([:.])\\s*\\R\\s*", "$1 ").replaceAll("\\s*\\R\\s*", "; ");
        return CONTROL.matcher(line)
                .replaceAll(control ->
                        String.format("\\\\u%04x", (int) control.group().charAt(0)));
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

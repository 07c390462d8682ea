package io.github.npymap.examples;

import java.util.regex.Pattern;

/** What is different each time it is printed, or on another machine: times, speeds, what is in memory, versions. */
final class Varying {

    private static final Pattern FIGURES = Pattern.compile("\\d+(\\.\\d+)? +(GB/s|ns|s\\b)");
    private static final Pattern SECONDS = Pattern.compile("\"seconds\":[-\\d.E]+");
    private static final Pattern SHARES = Pattern.compile("\\d+ %|\"resident\":[\\d.]+");
    private static final Pattern PAGES = Pattern.compile("\\d+ of (\\d+) pages|\"resident_pages\":\\d+");
    private static final Pattern MAP = Pattern.compile("\\[[·░▒▓█]+]|\"map\":\\[[^]]*]");
    private static final Pattern BARS = Pattern.compile("█+(?=\\n)");
    private static final Pattern TEMPORARY = Pattern.compile("/\\S*/npymap-demo\\d+");
    private static final Pattern VERSION = Pattern.compile("(?m)^npymap (\\d|\\(not).*|^Java \\d.*");
    private static final Pattern SPACE = Pattern.compile("[ \\t]+(?=\\n)");

    private Varying() {}

    /** The text with one word in the place of each. */
    static String masked(String text) {
        String masked = FIGURES.matcher(text).replaceAll("TIME");
        masked = SECONDS.matcher(masked).replaceAll("\"seconds\":TIME");
        masked = SHARES.matcher(masked).replaceAll("SHARE");
        masked = PAGES.matcher(masked).replaceAll("PAGES $1");
        masked = MAP.matcher(masked).replaceAll("MAP");
        masked = BARS.matcher(masked).replaceAll("BAR");
        masked = TEMPORARY.matcher(masked).replaceAll("TEMPORARY");
        masked = VERSION.matcher(masked).replaceAll("VERSION");
        return SPACE.matcher(masked.replaceAll(" +TIME", " TIME")).replaceAll("");
    }
}

package io.github.npymap.support;

/**
 * How often tests repeat what goes wrong only now and then: a few times in every build, and very often under {@code
 * -Psoak}, which sets {@code npymap.soak} and runs no tests but those that have the tag.
 */
public final class Rounds {
    /** Marks what has rounds, and whatever else docs/guarantees.md names. */
    public static final String TAG = "soak";

    private static final boolean SOAK = Boolean.getBoolean("npymap.soak");

    private Rounds() {}

    static boolean isSoak() {
        return SOAK;
    }

    public static int of(int inEveryBuild, int inSoak) {
        return SOAK ? inSoak : inEveryBuild;
    }

    /** Tells how often it was, where that is the point. */
    public static void report(String what, int rounds) {
        if (SOAK) {
            System.out.printf("soak: %s: %,d rounds on JDK %s%n", what, rounds, Runtime.version());
        }
    }
}

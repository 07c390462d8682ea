package io.github.npymap.benchmarks.compare;

/** A contender in one row: the program, and which of its ways to do the work. */
record Entrant(String label, Program program, String work) {
    /** The name under which npymap's own JVM copies the same bytes by memcpy. */
    static String memcpyIn(String label) {
        return "memcpy in the JVM of " + label;
    }
}

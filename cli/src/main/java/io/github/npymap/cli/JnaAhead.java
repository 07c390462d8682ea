package io.github.npymap.cli;

import java.lang.annotation.Annotation;
import java.security.SecureRandom;

/** What the JVM takes longest to prepare for JNA, done on another processor while the rest of the start goes on. */
final class JnaAhead {

    private JnaAhead() {}

    static void start() {
        Thread thread = new Thread(JnaAhead::prepare, "npymap-jna-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    /** Only classes of the JDK: two threads that initialise npymap's own could wait for each other. */
    private static void prepare() {
        // Java names temporary files, into which libraries are unpacked, by random numbers.
        long unusedNumber = new SecureRandom().nextLong();
        // JNA describes C's types by annotations, and the first that anybody asks for is the one that takes long.
        Annotation[] unusedAnnotations = Runnable.class.getAnnotations();
    }
}

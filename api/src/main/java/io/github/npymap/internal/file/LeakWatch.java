package io.github.npymap.internal.file;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;

/**
 * Says which files nobody closed and nobody can use any more, and where they were opened, if {@code -Dnpymap.leaks=true}
 * asks for it. Knows nothing of the mapping that it watches: as long as something did, that could never become
 * unreachable.
 */
public final class LeakWatch implements Runnable {
    private static final System.Logger LOG = System.getLogger(LeakWatch.class.getName());
    private static final boolean ON = Boolean.getBoolean("npymap.leaks");

    /** Where nobody asks, there is no thread, and no stack trace is taken. */
    private static final class Watching {
        static final Cleaner CLEANER = Cleaner.create();
    }

    private static final class Opened extends Exception {
        private static final long serialVersionUID = 1;

        Opened() {
            super("opened here");
        }
    }

    private final String source;
    private final Opened opened;
    private volatile boolean closed;

    private LeakWatch(String source, Opened opened) {
        this.source = source;
        this.opened = opened;
    }

    public static LeakWatch of(Object mapping, String source) {
        if (!ON) {
            return new LeakWatch(source, null);
        }
        LeakWatch watch = new LeakWatch(source, new Opened());
        Watching.CLEANER.register(mapping, watch);
        return watch;
    }

    public void closed() {
        closed = true;
    }

    @Override
    public void run() {
        if (!closed) {
            LOG.log(Level.WARNING, source + " was not closed; the garbage collector found it", opened);
        }
    }
}

package io.github.npymap.support;

import java.util.StringJoiner;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged, for tests that expect a warning or none. */
public final class Warnings {
    /** Held, since the system keeps loggers only as long as they are used. */
    private static final Logger LOG = Logger.getLogger("io.github.npymap");

    private Warnings() {}

    /** What closes something. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    /** The messages that are logged meanwhile, one a line. */
    public static String during(Step step) {
        StringJoiner messages = new StringJoiner("\n");
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                messages.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
        try {
            step.run();
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            LOG.removeHandler(handler);
            LOG.setUseParentHandlers(true);
        }
        return messages.toString();
    }
}

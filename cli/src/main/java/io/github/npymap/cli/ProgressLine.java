package io.github.npymap.cli;

import java.io.PrintWriter;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import picocli.CommandLine.Model.CommandSpec;

/** A bar that fills on one line of the terminal, and goes when the work is done. */
final class ProgressLine implements LongConsumer, AutoCloseable {

    private static final int WIDTH = 40;
    private static final long NANOS_BETWEEN = 100_000_000;

    private final long total;
    private final PrintWriter terminal;
    private final LongSupplier clock;
    private long drawn;
    private boolean visible;

    /**
     * @param terminal where to draw; null draws nothing
     * @param clock the time in nanoseconds
     */
    ProgressLine(long total, PrintWriter terminal, LongSupplier clock) {
        this.total = total;
        this.terminal = terminal;
        this.clock = clock;
        this.drawn = clock.getAsLong();
    }

    /** On the terminal where a person is watching, else nowhere. */
    static ProgressLine of(CommandSpec command, long total) {
        return new ProgressLine(
                total, Terminal.isInteractive() ? command.commandLine().getErr() : null, System::nanoTime);
    }

    /** @param done how much of the total is done; more than all counts as all */
    @Override
    public void accept(long done) {
        if (terminal == null) {
            return;
        }
        long now = clock.getAsLong();
        if (now - drawn < NANOS_BETWEEN) {
            return;
        }
        drawn = now;
        visible = true;
        double share = total == 0 ? 1 : Math.min(1, (double) done / total);
        int filled = (int) (share * WIDTH);
        terminal.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + (int) (share * 100) + " %");
        terminal.flush();
    }

    @Override
    public void close() {
        if (visible) {
            terminal.print("\r" + " ".repeat(WIDTH + 8) + "\r");
            terminal.flush();
        }
    }
}

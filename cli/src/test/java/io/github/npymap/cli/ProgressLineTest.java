package io.github.npymap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private static final long SECOND = 1_000_000_000;

    private final StringWriter terminal = new StringWriter();
    private final AtomicLong clock = new AtomicLong();

    private ProgressLine line(long total) {
        return new ProgressLine(total, new PrintWriter(terminal), clock::get);
    }

    @Test
    void theBarFillsAndGoesWhenTheWorkIsDone() {
        try (ProgressLine progress = line(200)) {
            clock.set(SECOND);
            progress.accept(50);
            assertThat(terminal).hasToString("\r[##########                              ] 25 %");
            clock.set(2 * SECOND);
            progress.accept(200);
        }

        assertThat(terminal.toString()).contains("\r[########################################] 100 %");
        String shown = terminal.toString().substring(terminal.toString().lastIndexOf('%') + 1);
        assertThat(shown).isEqualTo("\r" + " ".repeat("[] 100 %".length() + 40) + "\r");
    }

    @Test
    void whatIsSoonDoneShowsNothing() {
        try (ProgressLine progress = line(2)) {
            clock.set(SECOND / 20);
            progress.accept(1);
            progress.accept(2);
        }

        assertThat(terminal).hasToString("");
    }

    @Test
    void theTerminalIsWrittenToAFewTimesASecond() {
        try (ProgressLine progress = line(1_000_000)) {
            for (int done = 0; done <= 1_000_000; done += 1000) {
                clock.addAndGet(SECOND / 1000);
                progress.accept(done);
            }
        }

        assertThat(terminal.toString().chars().filter(c -> c == '%')).hasSize(10);
    }

    @Test
    void moreThanTheTotalIsAFullBar() {
        try (ProgressLine progress = line(2)) {
            clock.set(SECOND);
            progress.accept(3);
        }

        assertThat(terminal.toString()).startsWith("\r[########################################] 100 %\r");
    }

    @Test
    void nobodyWatchingNothingIsDrawn() {
        try (ProgressLine progress = new ProgressLine(1, null, clock::get)) {
            clock.set(SECOND);
            progress.accept(1);
        }

        assertThat(terminal).hasToString("");
    }
}

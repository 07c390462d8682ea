package io.github.npymap.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.npymap.NpyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who knows that {@code flush()} has returned finds what was assigned before it, in a mapping of its own. */
@JCStressTest
@Outcome(
        id = {"0, 7", "0, 8", "1, 8"},
        expect = ACCEPTABLE,
        desc = "there at the latest when told so")
@Outcome(expect = FORBIDDEN, desc = "an older value after flush() had returned")
@State
public class FlushedIsSeen {
    private final int index = Elements.next();
    private final NpyFile file = Elements.open();
    private volatile int told;

    /** Called for every round. */
    public FlushedIsSeen() {
        file.array().setInt(index, 7);
    }

    @Actor
    public void write() {
        file.array().setInt(index, 8);
        try {
            file.array().slice(index + ":" + (index + 1)).flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        told = 1;
        file.close();
    }

    @Actor
    public void read(II_Result result) {
        try (NpyFile other = Elements.open()) {
            result.r1 = told;
            result.r2 = Elements.read(other, index);
        }
    }
}

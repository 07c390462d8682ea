package io.github.npymap.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.npymap.NpyFile;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who knows that {@code close()} has returned cannot read any more. */
@JCStressTest
@Outcome(
        id = {"0, 7", "0, -1", "1, -1"},
        expect = ACCEPTABLE,
        desc = "closed at the latest when told so")
@Outcome(expect = FORBIDDEN, desc = "read after close() had returned")
@State
public class ClosedIsSeen {
    private final int index = Elements.next();
    private final NpyFile file = Elements.open();
    private volatile int told;

    /** Called for every round. */
    public ClosedIsSeen() {
        file.array().setInt(index, 7);
    }

    @Actor
    public void close() {
        file.close();
        told = 1;
    }

    @Actor
    public void read(II_Result result) {
        result.r1 = told;
        result.r2 = Elements.read(file, index);
    }
}

package io.github.npymap.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.npymap.NpyFile;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Elements are seen through the caller's own synchronisation, as fields are. */
@JCStressTest
@Outcome(
        id = {"0, 7", "0, 8", "1, 8"},
        expect = ACCEPTABLE,
        desc = "as with a plain field and a volatile one")
@Outcome(expect = FORBIDDEN, desc = "an older value than the one that was published")
@State
public class PublishedIsSeen {
    private final int index = Elements.next();
    private final NpyFile file = Elements.open();
    private volatile int told;

    /** Called for every round. */
    public PublishedIsSeen() {
        file.array().setInt(index, 7);
    }

    @Actor
    public void write() {
        file.array().setInt(index, 8);
        told = 1;
    }

    @Actor
    public void read(II_Result result) {
        result.r1 = told;
        result.r2 = Elements.read(file, index);
    }

    @Arbiter
    public void close(II_Result result) {
        file.close();
    }
}

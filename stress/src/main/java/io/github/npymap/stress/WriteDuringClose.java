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

/** An assignment while the file is closed: if nothing is thrown, it is in the file. */
@JCStressTest
@Outcome(id = "8, 8", expect = ACCEPTABLE, desc = "assigned")
@Outcome(
        id = {"-1, 7", "-1, 8"},
        expect = ACCEPTABLE,
        desc = "closed before, or in the middle")
@Outcome(expect = FORBIDDEN, desc = "lost without a word")
@State
public class WriteDuringClose {
    private final int index = Elements.next();
    private final NpyFile file = Elements.open();

    /** Called for every round. */
    public WriteDuringClose() {
        file.array().setInt(index, 7);
    }

    @Actor
    public void close() {
        file.close();
    }

    @Actor
    public void write(II_Result result) {
        result.r1 = Elements.write(file, index, 8);
    }

    @Arbiter
    public void lookAgain(II_Result result) {
        try (NpyFile again = Elements.open()) {
            result.r2 = Elements.read(again, index);
        }
    }
}

package io.github.npymap.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.npymap.NpyFile;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two reads while the file is closed: the value, or that it is closed, and once closed it stays so. */
@JCStressTest
@Outcome(
        id = {"7, 7", "7, -1", "-1, -1"},
        expect = ACCEPTABLE,
        desc = "the value until the file is closed")
@Outcome(id = "-1, 7", expect = FORBIDDEN, desc = "a closed file was open again")
@Outcome(expect = FORBIDDEN, desc = "a value that is not in the file")
@State
public class ReadDuringClose {
    private final int index = Elements.next();
    private final NpyFile file = Elements.open();

    /** Called for every round. */
    public ReadDuringClose() {
        file.array().setInt(index, 7);
    }

    @Actor
    public void close() {
        file.close();
    }

    @Actor
    public void read(II_Result result) {
        result.r1 = Elements.read(file, index);
        result.r2 = Elements.read(file, index);
    }
}

package io.github.npymap.program;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;

/** Gathers elements of a file that are a step apart, in a process that may do less than the tests. */
public final class ColdBatchProbe {
    private ColdBatchProbe() {}

    public static void main(String[] arguments) throws IOException {
        try (NpyFile file = Npy.using(arguments[0]).open(Path.of(arguments[1]))) {
            NpyArray array = file.array();
            long step = Long.parseLong(arguments[2]);
            // From the last on: the system takes a read behind pages that are there for one of a series, and reads on.
            long last = array.size() / step - 1;
            long[] positions =
                    LongStream.rangeClosed(0, last).map(k -> step * (last - k)).toArray();
            array.gather(positions, new float[positions.length]);
        }
    }
}

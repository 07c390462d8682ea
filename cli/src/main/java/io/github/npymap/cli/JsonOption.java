package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import java.util.Arrays;
import picocli.CommandLine.Option;

/** Whether a program reads what is printed. */
final class JsonOption {

    @Option(names = "--json", description = "Print a JSON object on one line instead.")
    private boolean json;

    boolean isGiven() {
        return json;
    }

    /** The start of what a program is told about an array. */
    static JsonLine line(String file, NpyArray array) {
        return new JsonLine()
                .with("file", file)
                .with("descr", JsonDescr.of(array.dtype()))
                .with("shape", Arrays.stream(array.shape().toArray()).boxed().toList());
    }
}

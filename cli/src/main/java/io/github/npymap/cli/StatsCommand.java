package io.github.npymap.cli;

import io.github.npymap.DType;
import io.github.npymap.Statistics;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "stats", description = "Print the minimum, maximum, mean and sum of all elements, and count NaNs.")
final class StatsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private FileArgument file;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        return file.read((array, out) -> {
            Statistics statistics;
            try (ProgressLine progress = new ProgressLine(array.size(), Terminal.isInteractive() ? err : null)) {
                statistics = array.statistics(progress);
            }
            out.println("file   " + file.path());
            out.println("dtype  " + array.dtype());
            out.println("shape  " + array.shape());
            out.println("count  " + statistics.count());
            out.println("nan    " + statistics.nanCount());
            out.println("min    "
                    + statistics
                            .min()
                            .map(number -> element(number, array.dtype()))
                            .orElse("none"));
            out.println("max    "
                    + statistics
                            .max()
                            .map(number -> element(number, array.dtype()))
                            .orElse("none"));
            out.println("mean   " + ElementFormat.number(statistics.mean()));
            out.println("sum    " + ElementFormat.number(statistics.sum()));
        });
    }

    /** A float32 has fewer digits than the float64 that holds it. */
    private static String element(Number number, DType dtype) {
        return ElementFormat.number(
                dtype.itemsize() == Float.BYTES && number instanceof Double ? number.floatValue() : number);
    }
}

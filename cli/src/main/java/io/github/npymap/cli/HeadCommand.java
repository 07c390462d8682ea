package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "head", description = "Print the first elements, or rows, of a file.")
final class HeadCommand implements Callable<Integer> {

    @Mixin
    private FileArgument file;

    @Option(
            names = {"-n", "--rows"},
            paramLabel = "COUNT",
            description = "How many (default ${DEFAULT-VALUE}).")
    private long rows = 10;

    @Override
    public Integer call() throws IOException {
        return file.read((array, out) -> {
            if (array.ndim() == 0) {
                out.println(array.dtype() + " ()");
                ArrayPrinter.print(array, false, out);
                return;
            }
            long length = array.shape().get(0);
            NpyArray head = array.slice("0:" + Math.max(0, Math.min(rows, length)));
            String rest = rows < length ? ", the first " + head.shape().get(0) : "";
            out.println(array.dtype() + " " + array.shape() + rest);
            ArrayPrinter.print(head, false, out);
        });
    }
}

package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "head",
        description = "Print the first elements, or rows, of a file.",
        footerHeading = Main.EXAMPLES,
        footer = {"  npymap head weights.npy", "  npymap head -n 3 --raw --dtype uint16 tokens.bin"})
final class HeadCommand implements Callable<Integer> {

    @Mixin
    private FileArgument file;

    @Mixin
    private JsonOption json;

    @Option(
            names = {"-n", "--rows"},
            paramLabel = "COUNT",
            description = "How many (default ${DEFAULT-VALUE}).")
    private long rows = 10;

    @Override
    public Integer call() throws IOException {
        return file.read((array, out) -> {
            NpyArray head = array.ndim() == 0 ? array : first(array);
            if (json.isGiven()) {
                JsonElements.print(JsonOption.line(file.name(), array), head, out);
                return;
            }
            String rest =
                    head.size() < array.size() ? ", the first " + head.shape().get(0) : "";
            out.println(array + rest);
            ArrayPrinter.print(head, false, out);
        });
    }

    private NpyArray first(NpyArray array) {
        return array.slice("0:" + Math.max(0, Math.min(rows, array.shape().get(0))));
    }
}

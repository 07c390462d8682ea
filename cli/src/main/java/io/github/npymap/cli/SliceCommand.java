package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "slice",
        description = "Print a part of an array.",
        footerHeading = Main.EXAMPLES,
        footer = {
            "  npymap slice weights.npy '2:5, ::2'",
            "  npymap slice weights.npy -1",
            "  npymap slice --json weights.npy ':3, 0'"
        })
final class SliceCommand implements Callable<Integer> {

    @Mixin
    private FileArgument file;

    @Mixin
    private JsonOption json;

    @Parameters(
            index = "1",
            paramLabel = "SLICE",
            description = "What stands between the brackets in Python: \"2:5, ::2\", \"-1\", \"..., 0\".")
    private String slice;

    @Option(names = "--all", description = "Print everything, also more than 1000 elements, as --json does.")
    private boolean all;

    @Override
    public Integer call() throws IOException {
        return file.read((array, out) -> {
            NpyArray part = file.request(() -> array.slice(slice));
            if (json.isGiven()) {
                JsonElements.print(JsonOption.line(file.name(), part), part, out);
            } else {
                ArrayPrinter.print(part, all, out);
            }
        });
    }
}

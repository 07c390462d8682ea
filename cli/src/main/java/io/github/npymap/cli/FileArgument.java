package io.github.npymap.cli;

import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The one file that a command reads. */
final class FileArgument {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "The file, or one member of an archive: model.npz:weights.")
    private String file;

    @Mixin
    private ReadOptions read;

    @Mixin
    private ViewOptions view;

    /** What is done with the array in the file. */
    interface Action {
        void apply(NpyArray array, PrintWriter out) throws IOException;
    }

    /** Returns the exit status. */
    int read(Action action) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        try (NpyFile mapped = read.open(file)) {
            action.apply(request(() -> view.apply(mapped.array(), file)), out);
        } finally {
            out.flush();
        }
        return 0;
    }

    /** What is asked of an array by an index or a slice; where it does not fit the array, the user is wrong. */
    <T> T request(Supplier<T> selection) {
        try {
            return selection.get();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new RequestException(command.commandLine(), e);
        }
    }

    String name() {
        return file;
    }
}

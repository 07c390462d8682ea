package io.github.npymap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** One line or paragraph for each of many files, in their order; one that fails does not stop the others. */
final class FileList {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files.")
    private List<Path> files;

    @Option(names = "--json", description = "Print one JSON object a line, for failures as well.")
    private boolean json;

    /** What is done with one file. */
    interface Action {
        /** Returns what to print. */
        String apply(Path file, boolean json) throws IOException;
    }

    /** Returns the exit status. */
    int forEach(Action action) {
        PrintWriter out = command.commandLine().getOut();
        int status = CommandLine.ExitCode.OK;
        for (Path file : files) {
            try {
                out.println(action.apply(file, json));
            } catch (IOException | IllegalArgumentException | IllegalStateException e) {
                report(file, e);
                status = CommandLine.ExitCode.SOFTWARE;
            }
            out.flush();
        }
        return status;
    }

    private void report(Path file, Exception problem) {
        Failure failure = Failure.of(problem);
        if (json) {
            command.commandLine()
                    .getOut()
                    .println(new JsonLine()
                            .with("file", file)
                            .with("error", failure.kind())
                            .with("message", failure.message()));
        } else {
            command.commandLine().getErr().println("npymap: " + failure.message());
            command.commandLine().getErr().flush();
        }
    }
}

package io.github.npymap.cli;

import io.github.npymap.NpyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/**
 * One line or paragraph for each of many files and members of archives, in their order; one that fails does not stop
 * the others.
 */
final class FileList {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "The files. Of an archive every member is taken; model.npz:weights is one member.")
    private List<String> files;

    @Option(names = "--json", description = "Print one JSON object a line, for failures as well.")
    private boolean json;

    @Mixin
    private ReadOptions read;

    private int status = CommandLine.ExitCode.OK;

    /** What is done with one array. */
    interface Action {
        /** Returns what to print. */
        String apply(Source source, boolean json) throws IOException;
    }

    /** What is done with the pages of one array. */
    interface PageAction {
        /** Returns what to print. */
        String apply(Source source, NpyFile mapped, StoredBytes bytes, boolean json) throws IOException;
    }

    /** How what the command line names is read. */
    ReadOptions read() {
        return read;
    }

    /** {@link #forEach} of arrays whose memory is the file's; what has to be unpacked fails. Returns the exit status. */
    int forEachInPlace(PageAction action) {
        return forEach((source, asJson) -> {
            source.requireInPlace();
            try (NpyFile mapped = read.open(source)) {
                return action.apply(source, mapped, new StoredBytes(mapped.array()), asJson);
            }
        });
    }

    /** Returns the exit status. */
    int forEach(Action action) {
        for (String file : files) {
            try {
                read.forEach(file, source -> print(action, source));
            } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
                report(new JsonLine().with("file", file), e);
            }
        }
        return status;
    }

    private void print(Action action, Source source) {
        PrintWriter out = command.commandLine().getOut();
        try {
            out.println(action.apply(source, json));
        } catch (IOException | UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            report(source.json(), e);
        }
        out.flush();
    }

    private void report(JsonLine about, Exception problem) {
        status = CommandLine.ExitCode.SOFTWARE;
        Failure failure = Failure.of(problem);
        PrintWriter target =
                json ? command.commandLine().getOut() : command.commandLine().getErr();
        target.println(
                json
                        ? about.with("error", failure.kind()).with("message", failure.message())
                        : "npymap: " + failure.message());
        target.flush();
        ((Main) command.root().userObject())
                .printStackTrace(problem, command.commandLine().getErr());
    }
}

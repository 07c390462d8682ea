package io.github.npymap.cli;

import io.github.npymap.Backend;
import io.github.npymap.BackendUnavailableException;
import io.github.npymap.Npy;
import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which backend maps the files. */
final class BackendOption {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "What maps the files: auto, nio, jni or another that 'npymap backends' lists. Without it the"
                    + " system property npymap.backend decides, then auto.")
    private String name;

    /** Whether the command line names a backend. */
    boolean isGiven() {
        return name != null;
    }

    /** The backend by name, the property's or the best; an unknown one is the user's mistake, not a file's. */
    Backend backend() {
        try {
            return Npy.using(Objects.requireNonNullElseGet(name, () -> System.getProperty("npymap.backend", "auto")));
        } catch (BackendUnavailableException e) {
            throw new RequestException(command.commandLine(), e);
        }
    }
}

package io.github.npymap.cli;

import io.github.npymap.BackendStatus;
import io.github.npymap.Npy;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "backends", description = "Tell what can map files here, what is used, and why not the others.")
final class BackendsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BackendOption backend;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<BackendStatus> all = Npy.backends();
        out.printf("%-8s %8s  %-12s %-9s %s%n", "NAME", "PRIORITY", "STATUS", "SELECTED", "REASON");
        String selected;
        RequestException problem = null;
        try {
            selected = backend.backend().name();
        } catch (RequestException e) {
            selected = "";
            problem = e;
        }
        for (BackendStatus status : all) {
            String word = status.availability()
                    .status()
                    .name()
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '-');
            String line = String.format(
                    "%-8s %8d  %-12s %-9s %s",
                    status.name(),
                    status.priority(),
                    word,
                    status.name().equals(selected) ? "yes" : "no",
                    Text.oneLine(status.availability().reason()));
            out.println(line.stripTrailing());
        }
        out.flush();
        if (problem != null) {
            throw problem;
        }
        return 0;
    }
}

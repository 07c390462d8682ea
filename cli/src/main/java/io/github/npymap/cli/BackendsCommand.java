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

@Command(
        name = "backends",
        description = "Tell what can map files here, what is used, and why not the others.",
        footerHeading = Main.EXAMPLES,
        footer = {"  npymap backends", "  npymap backends --json"})
final class BackendsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BackendOption backend;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<BackendStatus> all = Npy.backends();
        if (!json.isGiven()) {
            out.printf("%-8s %8s  %-12s %-9s %s%n", "NAME", "PRIORITY", "STATUS", "SELECTED", "REASON");
        }
        String selected;
        RequestException problem = null;
        try {
            selected = backend.backend().name();
        } catch (RequestException e) {
            selected = "";
            problem = e;
        }
        for (BackendStatus status : all) {
            boolean isSelected = status.name().equals(selected);
            out.println(json.isGiven() ? toJson(status, isSelected) : toText(status, isSelected));
        }
        out.flush();
        if (problem != null) {
            throw problem;
        }
        return 0;
    }

    private static JsonLine toJson(BackendStatus status, boolean selected) {
        return new JsonLine()
                .with("name", status.name())
                .with("priority", status.priority())
                .with("status", word(status))
                .with("selected", selected)
                .with("reason", Text.oneLine(status.availability().reason()));
    }

    private static String toText(BackendStatus status, boolean selected) {
        return String.format(
                        "%-8s %8d  %-12s %-9s %s",
                        status.name(),
                        status.priority(),
                        word(status),
                        selected ? "yes" : "no",
                        Text.oneLine(status.availability().reason()))
                .stripTrailing();
    }

    private static String word(BackendStatus status) {
        return status.availability().status().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

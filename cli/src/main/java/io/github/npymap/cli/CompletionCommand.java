package io.github.npymap.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Print a script with which bash and zsh complete npymap's commands and options.",
        footerHeading = Main.EXAMPLES,
        footer = {
            "  source <(npymap completion)",
            "  npymap completion > ~/.local/share/bash-completion/completions/npymap"
        })
final class CompletionCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        // All commands, of which the running one may know itself only.
        out.print(AutoComplete.bash(
                "npymap", Main.commandLine(out, spec.commandLine().getErr())));
        out.flush();
        return 0;
    }
}

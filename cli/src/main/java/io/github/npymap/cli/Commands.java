package io.github.npymap.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** What npymap can do, in the order of the help. */
final class Commands {

    private static final Map<String, Supplier<Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("info", InfoCommand::new);
        ALL.put("head", HeadCommand::new);
        ALL.put("get", GetCommand::new);
        ALL.put("slice", SliceCommand::new);
        ALL.put("stats", StatsCommand::new);
        ALL.put("plot", PlotCommand::new);
        ALL.put("digest", DigestCommand::new);
        ALL.put("convert", ConvertCommand::new);
        ALL.put("create", CreateCommand::new);
        ALL.put("residency", ResidencyCommand::new);
        ALL.put("warm", WarmCommand::new);
        ALL.put("evict", EvictCommand::new);
        ALL.put("backends", BackendsCommand::new);
        ALL.put("completion", CompletionCommand::new);
        ALL.put("demo", DemoCommand::new);
    }

    private Commands() {}

    /**
     * Adds the command that is asked for, or all of them where help or a mistake may be. To know one costs a few
     * milliseconds, which add up to more than most of them take to do their work.
     */
    static void addTo(CommandLine program, String... args) {
        Supplier<Object> wanted = args.length == 0 ? null : ALL.get(args[0]);
        if (wanted == null) {
            ALL.forEach((name, command) -> program.addSubcommand(name, command.get()));
        } else {
            program.addSubcommand(args[0], wanted.get());
        }
    }
}

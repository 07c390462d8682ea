package io.github.npymap.cli;

import io.github.npymap.Npy;
import io.github.npymap.types.DType;
import io.github.npymap.types.Shape;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line. */
@Command(
        name = "npymap",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        description = "Looks into NumPy .npy and .npz files of any size without reading them into memory.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:everything worked",
            "1:a file failed, or the output could not be written",
            "2:the command line was wrong"
        })
public final class Main implements Runnable {

    /** Stands above the examples in every command's help. */
    static final String EXAMPLES = "%nExamples:%n";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Follow an error message with where it came from.")
    private boolean stacktrace;

    public static void main(String[] args) {
        // JDK 22 to 24 would start a line editor to answer whether there is a terminal.
        System.setProperty("jdk.console", "java.base");
        PrintWriter out = StandardOutput.open();
        PrintWriter err = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), Terminal.errCharset()), true);
        int status = run(out, err, args);
        System.exit(status);
    }

    /**
     * Runs one command in this process.
     *
     * @return the exit status
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        int status;
        try {
            status = QuickGet.run(args, out) ? 0 : commandLine(out, err, args).execute(args);
            out.flush();
        } catch (StandardOutput.FailedException e) {
            status = report(e, err);
        }
        err.flush();
        return status;
    }

    private static int report(StandardOutput.FailedException problem, PrintWriter err) {
        if (!problem.isClosedPipe()) {
            err.println("npymap: " + Text.oneLine(problem.getMessage()));
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** The program with what it needs to be run with these arguments; with none, the whole of it. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err, String... args) {
        Main main = new Main();
        CommandLine commandLine = new CommandLine(main);
        Commands.addTo(commandLine, args);
        commandLine
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // A file may be called @x, and what it holds is not the command line's.
                .setExpandAtFiles(false)
                .registerConverter(DType.class, converter(Npy::dtype))
                .registerConverter(Shape.class, converter(Shape::parse))
                .setExecutionStrategy(Main::execute)
                .setParameterExceptionHandler(main::handleUsage)
                .setExecutionExceptionHandler(main::handleFailure);
        // What starts with a minus can be an index here.
        for (String name : List.of("get", "slice", "plot")) {
            CommandLine command = commandLine.getSubcommands().get(name);
            if (command != null) {
                command.setUnmatchedOptionsArePositionalParams(true);
            }
        }
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which command? " + spec.subcommands().keySet());
    }

    /** Runs what was understood, unless an option that there is not was taken for a file or an index. */
    private static int execute(ParseResult parsed) {
        ParseResult command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        // Behind "--" everything is what it is said to be.
        if (!parsed.originalArgs().contains("--")) {
            for (ArgSpec positional : command.matchedPositionals()) {
                for (String text : positional.originalStringValues()) {
                    if (looksLikeOption(text)) {
                        throw new ParameterException(
                                command.commandSpec().commandLine(), "Unknown option: '" + text + "'");
                    }
                }
            }
        }
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (StandardOutput.FailedException e) {
            // Of help; what a command throws is wrapped already.
            throw new CommandLine.ExecutionException(command.commandSpec().commandLine(), e.getMessage(), e);
        }
    }

    /** An index goes on with a digit. */
    private static boolean looksLikeOption(String text) {
        return text.length() > 1 && text.charAt(0) == '-' && "0123456789 \t\n\r\f\013".indexOf(text.charAt(1)) < 0;
    }

    private int handleUsage(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("npymap: " + Text.oneLine(problem.getMessage().replaceFirst("^Error: ", "")));
        if (problem instanceof RequestException) {
            printStackTrace(problem, err);
        } else {
            err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        }
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private int handleFailure(Exception problem, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (problem instanceof StandardOutput.FailedException output) {
            report(output, err);
        } else {
            try {
                command.getOut().flush();
            } catch (StandardOutput.FailedException output) {
                report(output, err);
            }
            err.println("npymap: " + Failure.of(problem).message());
        }
        printStackTrace(problem, err);
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Prints it if that was asked for. */
    void printStackTrace(Exception problem, PrintWriter err) {
        if (stacktrace) {
            problem.printStackTrace(err);
        }
    }

    private static <T> ITypeConverter<T> converter(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }
}

package io.github.npymap.examples;

import io.github.npymap.cli.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the lines of a transcript that begin with a prompt and {@code npymap}, and writes the transcript anew. */
final class ConsoleRun {

    private static final String PROMPT = "$ npymap";

    /** Words as a shell sees them, quoted or not. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    private static final Pattern FILE = Pattern.compile("[^'\" ]*\\.(npy|npz|png|svg|bin)(:.*)?");

    private ConsoleRun() {}

    static String of(String transcript, Path folder) {
        StringBuilder written = new StringBuilder();
        transcript.lines().filter(line -> line.startsWith(PROMPT)).forEach(line -> {
            StringWriter out = new StringWriter();
            PrintWriter both = new PrintWriter(out);
            int status = Main.run(both, both, arguments(line.substring(PROMPT.length()), folder));
            written.append(line).append('\n').append(out.toString().replace(folder + "/", ""));
            if (status != 0) {
                written.append("(exit status ").append(status).append(")\n");
            }
            written.append('\n');
        });
        return written.toString().stripTrailing() + "\n";
    }

    private static String[] arguments(String text, Path folder) {
        List<String> arguments = new ArrayList<>();
        for (Matcher word = WORD.matcher(text); word.find(); ) {
            String argument =
                    word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group();
            arguments.add(FILE.matcher(argument).matches() ? folder + "/" + argument : argument);
        }
        return arguments.toArray(new String[0]);
    }
}

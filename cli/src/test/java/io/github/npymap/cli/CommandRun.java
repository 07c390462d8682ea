package io.github.npymap.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.regex.Pattern;

/** What a command left behind that was run in this process. */
record CommandRun(int status, String out, String err) {

    /** Whether the C library was built: -Dnative.skip leaves it out. */
    static boolean hasJni() {
        return Pattern.compile("jni +\\d+ +ready").matcher(of("backends").out()).find();
    }

    static CommandRun of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            texts[i] = args[i].toString();
        }
        int status = Main.run(new PrintWriter(out), new PrintWriter(err), texts);
        return new CommandRun(status, out.toString(), err.toString());
    }
}

package io.github.npymap.cli;

import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * {@code npymap get FILE INDEX} without options, past the parser of command lines and the backend that has a library
 * to load: both take longer than everything else. Whatever is not just that, or does not work, is for {@link Main},
 * which reads the same file once more and knows what to say.
 */
final class QuickGet {

    private QuickGet() {}

    /** Whether the element was printed; if not, nothing was. */
    static boolean run(String[] args, PrintWriter out) {
        if (!isPlain(args)) {
            return false;
        }
        StringWriter text = new StringWriter();
        try {
            Location location = Location.of(args[1]);
            if (location.isInArchive()) {
                return false;
            }
            String backend = System.getProperty("npymap.backend", "nio");
            if (!backend.equals("nio")) {
                JnaAhead.start();
            }
            try (NpyFile file = Npy.using(backend).open(location.file())) {
                NpyArray element = GetCommand.element(file.array(), args.length == 2 ? "" : args[2]);
                ArrayPrinter.print(element, true, new PrintWriter(text));
            }
        } catch (IOException | RuntimeException e) {
            return false;
        }
        out.print(text);
        return true;
    }

    private static boolean isPlain(String[] args) {
        return (args.length == 2 || (args.length == 3 && isIndex(args[2])))
                && args[0].equals("get")
                && !args[1].isEmpty()
                && args[1].charAt(0) != '-';
    }

    /** Only that much, that no option is taken for one: -1 is an index, -h is not. */
    private static boolean isIndex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789-,() ".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return !text.startsWith("--");
    }
}

package io.github.npymap.fuzzing;

import java.io.PrintStream;
import java.util.Base64;
import java.util.Locale;

/**
 * Gives random inputs to targets, {@code target=count} each; ends with status 1 at the first that goes wrong, and prints
 * it as a line for {@code findings.txt}. The first argument is the number that the random ones are made from.
 */
final class RandomInputs {
    private static final PrintStream OUT = System.out;

    private RandomInputs() {}

    public static void main(String[] arguments) throws Exception {
        long start = Long.parseLong(arguments[0]);
        for (int k = 1; k < arguments.length; k++) {
            String[] parts = arguments[k].split("=", 2);
            run(Target.valueOf(parts[0].toUpperCase(Locale.ROOT)), Long.parseLong(parts[1]), start);
        }
    }

    private static void run(Target target, long count, long start) throws Exception {
        Mutations mutations = new Mutations(target, start);
        Refusal.clearFigures();
        long slowest = 0;
        for (long k = 0; k < count; k++) {
            byte[] input = mutations.next();
            try {
                slowest = Math.max(slowest, target.take(input));
            } catch (Throwable e) {
                OUT.printf("%s %s %s%n", target.title(), Base64.getEncoder().encodeToString(input), e);
                throw e;
            }
        }
        Refusal.Figures figures = Refusal.figures();
        OUT.printf(
                "%s: %,d inputs, %,d of them refused, after %,d bytes at most; the slowest took %,d ms%n",
                target.title(), count, figures.refusals(), figures.mostBytes(), slowest / 1_000_000);
    }
}

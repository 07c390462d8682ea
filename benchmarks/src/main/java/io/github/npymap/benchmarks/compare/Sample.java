package io.github.npymap.benchmarks.compare;

/**
 * One run of a piece of work.
 *
 * @param count the pieces that it consists of: elements, rows, columns or opened files
 * @param checksum a number that is the same for all that did the same
 */
record Sample(long nanoseconds, long count, double checksum) {
    static Sample parse(String answer) throws ContenderException {
        String[] words = answer.split(" ", -1);
        if (words.length != 3) {
            throw new ContenderException("no result: " + answer, null);
        }
        return new Sample(Long.parseLong(words[0]), Long.parseLong(words[1]), Double.parseDouble(words[2]));
    }

    /** Nanoseconds for one piece. */
    double each() {
        return (double) nanoseconds / (double) count;
    }
}

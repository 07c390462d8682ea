package io.github.npymap.support;

import io.github.npymap.format.NpyFormatException;
import java.io.IOException;
import java.util.List;

/**
 * A file of the corpus that is to be refused.
 *
 * @param name the file's name
 * @param position the byte where it goes wrong, or -
 * @param words what the message must have
 * @param numpy what NumPy says
 */
public record MalformedFile(String name, String position, String words, String numpy) {

    /** The files that {@code malformed.py} made. */
    public static List<MalformedFile> all(Corpus corpus) throws IOException {
        return corpus.table("malformed.tsv").stream()
                .map(columns -> new MalformedFile(columns[0], columns[1], columns[2], columns[3]))
                .toList();
    }

    /** Whether this is the exception for it, with a message in four parts. */
    public boolean isRefusedBy(Exception e, String source) {
        return e instanceof NpyFormatException refusal
                && (position.equals("-") || refusal.position() == Long.parseLong(position))
                && refusal.getMessage().startsWith(source + ", byte " + refusal.position() + ": expected ")
                && refusal.getMessage().contains(", found ")
                && refusal.getMessage().contains(words);
    }
}

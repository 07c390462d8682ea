package io.github.npymap.examples;

/**
 * A block of code in a document, and what the document says that it prints.
 *
 * @param language what stands behind the opening fence
 * @param code between the fences
 * @param line where it begins in the document, from 1
 * @param output the block of the language {@code text} right behind it; of a console the code itself; null for none
 * @param outputStart position in the document of the first character of the output
 */
record Example(String language, String code, int line, String output, int outputStart) {

    /** Whether it is something to run, and not only to look at. */
    boolean isRunnable() {
        return language.equals("java") || language.equals("python") || language.equals("console");
    }
}

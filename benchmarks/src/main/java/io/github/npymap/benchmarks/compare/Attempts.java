package io.github.npymap.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * What was tried to make npymap faster in a row, and what each try gave: the sections of docs/performance-notes.md whose
 * headings name the row.
 */
final class Attempts {
    private static final List<Extension> TABLES = List.of(TablesExtension.create());

    private final List<String> sections;

    private Attempts(List<String> sections) {
        this.sections = sections;
    }

    static Attempts read() throws IOException {
        try (InputStream in = Attempts.class.getResourceAsStream("performance-notes.md")) {
            String notes = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            // What stands before the first heading says how it was measured.
            return new Attempts(Arrays.stream(notes.split("\\n## ")).skip(1).toList());
        }
    }

    /** The headings of the sections about a row. */
    List<String> headings(String row) {
        return about(row).stream().map(Attempts::heading).toList();
    }

    /** The sections about a row; empty if there are none. */
    String html(String row) {
        StringBuilder html = new StringBuilder();
        Parser parser = Parser.builder().extensions(TABLES).build();
        HtmlRenderer renderer = HtmlRenderer.builder().extensions(TABLES).build();
        about(row).forEach(section -> html.append(renderer.render(parser.parse("#### " + section))));
        return html.toString();
    }

    private List<String> about(String row) {
        return sections.stream()
                .filter(section -> heading(section).contains("`" + row + "`"))
                .toList();
    }

    private static String heading(String section) {
        return section.lines().findFirst().orElse("");
    }
}

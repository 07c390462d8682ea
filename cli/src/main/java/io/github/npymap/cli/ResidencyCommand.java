package io.github.npymap.cli;

import io.github.npymap.NpyFile;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "residency",
        description = {
            "Tell how much of each array is in memory now, and where: a map of 64 parts, from · for"
                    + " a part of which nothing is there to █ for one that is there as a whole.",
            "Reads no data."
        },
        footerHeading = Main.EXAMPLES,
        footer = {"  npymap residency embeddings.npy", "  npymap residency --json *.npy"})
final class ResidencyCommand implements Callable<Integer> {

    @Mixin
    private FileList files;

    @Override
    public Integer call() {
        return files.forEachInPlace((source, mapped, bytes, json) -> {
            ResidencyMap map = ResidencyMap.of(bytes).orElseThrow(() -> unknown(source, mapped));
            return json ? toJson(source, bytes, map) : toText(source, bytes, map);
        });
    }

    private static String toJson(Source source, StoredBytes bytes, ResidencyMap map) {
        return source.json()
                .with("nbytes", bytes.count())
                .with("resident", map.whole().fraction())
                .with("resident_pages", map.whole().residentPages())
                .with("total_pages", map.whole().totalPages())
                .with("page_size", map.whole().pageSize())
                .with("map", map.shares())
                .toString();
    }

    private static String toText(Source source, StoredBytes bytes, ResidencyMap map) {
        String newLine = System.lineSeparator();
        return source + newLine
                + "  resident  " + ResidencyMap.percent(map.whole()) + " of " + Text.bytes(bytes.count()) + ", "
                + map.whole().residentPages() + " of " + map.whole().totalPages() + " pages of "
                + Text.bytes(map.whole().pageSize()) + newLine
                + "  map       [" + map.draw(Terminal.showsUnicode()) + "]";
    }

    /** Says whose fault it is. */
    private static IOException unknown(Source source, NpyFile mapped) {
        String why = mapped.backend().equals("nio")
                ? "the backend nio cannot tell what is in memory; --backend jni can, if 'npymap backends' calls it ready"
                : "the system does not tell what is in memory; Linux tells those who own the file or may write it";
        return new IOException(source + ": " + why);
    }
}

package io.github.npymap.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "info",
        description = {"Tell what is in files and archives: dtype, shape, order, sizes.", "Reads the headers only."},
        footerHeading = Main.EXAMPLES,
        footer = {
            "  npymap info weights.npy model.npz",
            "  npymap info --json model.npz:weights",
            "  npymap info --raw --dtype uint16 tokens.bin"
        })
final class InfoCommand implements Callable<Integer> {

    @Mixin
    private FileList files;

    @Override
    public Integer call() {
        return files.forEach((source, json) -> {
            FileInfo info = files.read().info(source);
            return json ? info.toJson(source) : info.toText(source);
        });
    }
}

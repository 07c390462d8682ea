package io.github.npymap.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "info", description = "Tell what is in files: dtype, shape, order, sizes. Reads the headers only.")
final class InfoCommand implements Callable<Integer> {

    @Mixin
    private FileList files;

    @Mixin
    private ReadOptions read;

    @Override
    public Integer call() {
        return files.forEach((file, json) -> {
            FileInfo info = read.info(file);
            return json ? info.toJson(file) : info.toText(file);
        });
    }
}

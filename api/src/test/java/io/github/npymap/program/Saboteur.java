package io.github.npymap.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.support.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process, which truncates files when it is told to, as {@code np.save} does with what is there already. */
public final class Saboteur implements AutoCloseable {
    private final Process process;
    private final PrintWriter orders;
    private final BufferedReader answers;

    public Saboteur() throws IOException {
        process = Jvm.granted()
                .with("-XX:TieredStopAtLevel=1", "-Xmx32m", "-XX:+UseSerialGC")
                .builder(Saboteur.class)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Returns when it has happened. */
    public void truncate(Path file, long length) throws IOException {
        orders.println(length + " " + file);
        assertThat(answers.readLine()).isEqualTo("done");
    }

    @Override
    public void close() {
        orders.close();
        process.destroy();
    }

    public static void main(String[] arguments) throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", 2);
            try (FileChannel channel = FileChannel.open(Path.of(words[1]), StandardOpenOption.WRITE)) {
                channel.truncate(Long.parseLong(words[0]));
            }
            System.out.println("done");
        }
    }
}

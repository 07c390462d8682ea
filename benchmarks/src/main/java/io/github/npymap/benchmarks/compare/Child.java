package io.github.npymap.benchmarks.compare;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running contender. */
final class Child implements AutoCloseable {
    private final Process process;
    private final Path errors;
    private final BufferedReader answers;
    private final Writer commands;

    Child(List<String> command) throws IOException {
        errors = Files.createTempFile("npymap-contender-", ".err");
        process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** What it runs on. */
    String hello() throws IOException {
        return ask("hello");
    }

    void open(Path file) throws IOException {
        ask("open " + file);
    }

    void positions(Path file) throws IOException {
        ask("positions " + file);
    }

    void closeFile() throws IOException {
        ask("close");
    }

    Sample run(String work) throws IOException {
        return Sample.parse(ask("run " + work));
    }

    /** @throws ContenderException if the contender says that it cannot, or is gone */
    private String ask(String command) throws IOException {
        String answer;
        try {
            commands.write(command + "\n");
            commands.flush();
            answer = answers.readLine();
        } catch (IOException e) {
            throw gone(e);
        }
        if (answer == null) {
            throw gone(null);
        }
        if (answer.startsWith("cannot ")) {
            throw new ContenderException(answer.substring("cannot ".length()), null);
        }
        return answer.substring(Math.min(answer.length(), "ok ".length()));
    }

    private ContenderException gone(IOException cause) throws IOException {
        close();
        String last = Files.readString(errors)
                .lines()
                .reduce((first, second) -> second)
                .orElse("nothing on stderr");
        Files.delete(errors);
        return new ContenderException("the process ended with status " + process.exitValue() + ": " + last, cause);
    }

    @Override
    public void close() throws IOException {
        try {
            commands.close();
        } catch (IOException e) {
            // It did not wait for more.
        }
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        answers.close();
        if (process.exitValue() == 0) {
            Files.deleteIfExists(errors);
        }
    }
}

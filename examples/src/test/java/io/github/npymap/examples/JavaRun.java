package io.github.npymap.examples;

import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles and runs statements as they stand in a document, or whole classes, of which the first has a {@code main}. The
 * imports that no document repeats are those of the packages {@code io.github.npymap}, its {@code format}, {@code npz} and
 * {@code types}, {@code java.util}, {@code Files} and {@code Path}. Relative paths lead to the folder of the document.
 */
final class JavaRun {

    private static final String IMPORTS = """
            import io.github.npymap.*;
            import io.github.npymap.format.*;
            import io.github.npymap.types.*;
            import io.github.npymap.npz.*;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.util.*;
            """;

    /** The first class, if there is one and not only statements. */
    private static final Pattern TYPE = Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|record) (\\w+)");

    private JavaRun() {}

    /** Returns what it prints. */
    static String of(String code, Path folder) throws Exception {
        String here = code.replace("Path.of(\"", "Path.of(\"" + folder + "/\" + \"");
        Matcher type = TYPE.matcher(here);
        boolean statements = !type.find();
        String name = statements ? "Main" : type.group(1);
        String imports = here.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String body = here.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        String source = IMPORTS
                + imports
                + (statements
                        ? "\nclass Main { public static void main(String[] args) throws Exception {\n" + body + "\n}}"
                        : "\n" + body);
        Path classes = Files.createTempDirectory(folder, "classes");
        compile(name, source, classes);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, JavaRun.class.getClassLoader())) {
            return output(loader.loadClass(name));
        }
    }

    private static void compile(String name, String source, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> options =
                List.of("-proc:none", "-Xlint:-options", "--release", "17", "-d", classes.toString(), "-cp", classPath);
        if (!compiler.getTask(messages, null, null, options, null, List.of(file))
                .call()) {
            fail("%s%n%s", messages, source);
        }
    }

    /** What it prints, errors included: nothing in a document may warn. */
    private static String output(Class<?> type) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(both);
        System.setErr(both);
        try {
            var main = type.getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

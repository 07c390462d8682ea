package io.github.npymap.stress;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.Main;

/** Runs jcstress for one backend after the other. */
public final class Stress {
    /** Every state has a file open: as many at once as a process may map many times over. */
    private static final String STRIDE = "100";

    private Stress() {}

    /**
     * jcstress uses JNA too, and would forbid it to unpack a library.
     *
     * @param arguments how long: a mode of jcstress
     */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2) {
            Main.main(new String[] {
                "-m",
                arguments[0],
                "-strideSize",
                STRIDE,
                "-strideCount",
                "10",
                "-r",
                "jcstress-" + arguments[1] + "-" + Runtime.version().feature(),
                "-jvmArgs",
                "--enable-native-access=ALL-UNNAMED -Djna.nounpack=false -Dnpymap.backend=" + arguments[1]
            });
            return;
        }
        for (String backend : List.of("nio", "jni")) {
            List<String> command = new ArrayList<>(List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-cp",
                    System.getProperty("java.class.path"),
                    Stress.class.getName(),
                    arguments[0],
                    backend));
            System.out.println("jcstress: " + backend + ", JDK " + Runtime.version());
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("jcstress found something, or failed: status " + status);
            }
        }
    }
}

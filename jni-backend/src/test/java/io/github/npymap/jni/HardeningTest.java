package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Platform;
import io.github.npymap.support.Environment;
import io.github.npymap.support.Rounds;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the C library is built with, so that a mistake in it is hard to make use of: binutils look into the file. */
@EnabledOnOs(OS.LINUX)
@Tag(Rounds.TAG)
class HardeningTest {
    private Path library;

    @BeforeEach
    void find() throws Exception {
        URL resource = CLibrary.class
                .getClassLoader()
                .getResource(Platform.RESOURCE_PREFIX + "/" + System.mapLibraryName("npymap"));
        Environment.require(resource != null && resource.getProtocol().equals("file"), "no C library in a folder");
        library = Path.of(resource.toURI());
    }

    @Test
    void nothingIsBothWritableAndCodeAndAddressesOfFunctionsCannotBeChanged() throws Exception {
        String segments = readelf("--program-headers");
        assertThat(segments)
                .containsPattern("GNU_STACK .* RW ")
                .containsPattern("GNU_RELRO .* R ")
                .doesNotContainPattern(" RWE ");
        assertThat(readelf("--dynamic")).containsPattern("BIND_NOW|NOW");
    }

    /** Its signal handler would be called all the same. */
    @Test
    void whatWasLoadedStaysWhenItsClassLoaderGoes() throws Exception {
        assertThat(readelf("--dynamic")).contains("NODELETE");
    }

    @Test
    void stacksAreWatched() throws Exception {
        assertThat(readelf("--dyn-syms")).contains("__stack_chk_fail");
    }

    @Test
    void onlyWhatJavaCallsIsVisible() throws Exception {
        Pattern exported = Pattern.compile(".* FUNC +GLOBAL +DEFAULT +\\d+ (\\S+)");
        List<String> names = readelf("--dyn-syms")
                .lines()
                .map(exported::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .toList();
        assertThat(names)
                .contains("JNI_OnLoad")
                .allMatch(name -> name.matches("JNI_OnLoad|npymap_.*|Java_io_github_npymap_jni_Kernels_.*"));
    }

    private String readelf(String what) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("readelf", "--wide", what, library.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}

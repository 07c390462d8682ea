package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlaceholderNativeTest {
    @Test
    void answers() throws IOException {
        String resource = "/" + Platform.RESOURCE_PREFIX + "/" + System.mapLibraryName("npymap");
        assumeTrue(getClass().getResource(resource) != null, "built without the C library");
        System.load(Native.extractFromResourcePath(resource).getPath());
        assertThat(PlaceholderNative.answer()).isEqualTo(42);
    }
}

package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The same with the classes for this JDK, which only the packaged jar shows. */
class JniMappingIT extends JniMappingTest {
    @Test
    void readsMemoryAsThisJdkWantsIt() {
        assertThat(Memory.class.getDeclaredFields()).hasSize(Runtime.version().feature() >= 22 ? 1 : 0);
    }
}

package io.github.npymap.jni;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The C kernels against their definition in Java: those for every processor of this platform. */
class BaselineKernelsTest extends KernelsTest {
    @BeforeAll
    static void choose() {
        Mappings.requireLibrary();
        assumeTrue(Kernels.chooseVariant(0), "not for this processor");
    }

    @AfterAll
    static void restore() {
        Mappings.chooseBestVariant();
    }
}

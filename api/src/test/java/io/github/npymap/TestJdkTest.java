package io.github.npymap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** The build runs the unit tests on two JDKs; this one fails when they are the same in secret. */
class TestJdkTest {
    @Test
    void runsOnTheJdkThatTheBuildMeant() {
        String expected = System.getProperty("npymap.test.jdk");
        int feature = Runtime.version().feature();
        System.out.println("Testing on Java " + Runtime.version() + ", meant: " + expected);
        assumeTrue(expected != null, "not started by the build");
        if (expected.equals("[17,18)")) {
            assertThat(feature).isEqualTo(17);
        } else if (expected.equals("[25,)")) {
            assertThat(feature).isGreaterThanOrEqualTo(25);
        }
    }
}

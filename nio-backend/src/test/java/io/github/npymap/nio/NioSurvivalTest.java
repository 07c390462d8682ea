package io.github.npymap.nio;

import io.github.npymap.contract.SurvivalContract;
import io.github.npymap.support.LostPages;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Windows, on the JDKs that have nothing better; others take their classes from the jar. */
@EnabledForJreRange(max = JRE.JAVA_21)
class NioSurvivalTest extends SurvivalContract {
    NioSurvivalTest() {
        super("nio", false, LostPages.LATE);
    }
}

package io.github.npymap.jni;

import io.github.npymap.contract.SurvivalContract;
import io.github.npymap.support.LostPages;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The classes for JDK 17, on the JDKs that they are for; others take theirs from the jar. */
@EnabledForJreRange(max = JRE.JAVA_21)
class JniSurvivalTest extends SurvivalContract {
    JniSurvivalTest() {
        super("jni", true, LostPages.EXACT);
    }
}

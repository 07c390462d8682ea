package io.github.npymap.jni;

import io.github.npymap.contract.SurvivalContract;
import io.github.npymap.support.LostPages;

/** The classes for this JDK, which only the packaged jar shows. */
class JniSurvivalIT extends SurvivalContract {
    JniSurvivalIT() {
        super("jni", true, LostPages.EXACT);
    }
}

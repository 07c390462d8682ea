package io.github.npymap.nio;

import io.github.npymap.contract.SurvivalContract;
import io.github.npymap.support.LostPages;

/** Segments, which only the packaged jar shows. */
class NioSurvivalIT extends SurvivalContract {
    NioSurvivalIT() {
        super("nio", true, LostPages.EXACT_IN_RANGES);
    }
}

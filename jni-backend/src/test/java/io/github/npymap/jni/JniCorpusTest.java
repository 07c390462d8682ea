package io.github.npymap.jni;

import io.github.npymap.contract.CorpusContract;

class JniCorpusTest extends CorpusContract {
    @Override
    protected String backend() {
        return "jni";
    }
}

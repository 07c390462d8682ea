package io.github.npymap.nio;

import io.github.npymap.contract.CorpusContract;

class NioCorpusTest extends CorpusContract {
    @Override
    protected String backend() {
        return "nio";
    }
}

package io.github.npymap.nio;

import io.github.npymap.contract.NumPyContract;

class NioNumPyTest extends NumPyContract {
    @Override
    protected String backend() {
        return "nio";
    }
}

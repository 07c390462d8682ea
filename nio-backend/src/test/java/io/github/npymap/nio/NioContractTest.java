package io.github.npymap.nio;

import io.github.npymap.contract.BackendContract;

class NioContractTest extends BackendContract {
    NioContractTest() {
        super("nio");
    }
}

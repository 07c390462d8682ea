package io.github.npymap.jni;

import io.github.npymap.contract.BackendContract;

class JniContractTest extends BackendContract {
    JniContractTest() {
        super("jni");
    }
}

package io.github.npymap.jni;

import io.github.npymap.contract.NumPyContract;

class JniNumPyTest extends NumPyContract {
    @Override
    protected String backend() {
        return "jni";
    }
}

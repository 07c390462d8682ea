package io.github.npymap.nio;

import io.github.npymap.support.Allowance;

/** The same with the classes for this JDK, which only the packaged jar shows. */
class NioContractIT extends NioContractTest {
    /** Eight elements of a sum are a segment of 40 bytes, which the compiler does not always do without. */
    @Override
    protected Allowance allowance() {
        return Runtime.version().feature() >= 22 ? new Allowance(0, 40, 5) : super.allowance();
    }
}

package io.github.npymap.nio;

import io.github.npymap.contract.BackendContract;
import io.github.npymap.support.Allowance;

class NioContractTest extends BackendContract {
    NioContractTest() {
        super("nio");
    }

    /**
     * The classes for JDK 17 run here, on every JDK. They have no cheaper way to hear of lost pages than an empty array of
     * arrays, and a question about what is resident, asked now and then, takes slices of what is mapped.
     */
    @Override
    protected Allowance allowance() {
        return new Allowance(24, 40, 0);
    }
}

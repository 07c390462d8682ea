package io.github.npymap.nio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.spi.Availability;
import io.github.npymap.spi.BackendProvider;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class NioBackendProviderTest {
    @Test
    void theBackendIsFoundOnTheClassPathAndAlwaysReady() {
        assertThat(ServiceLoader.load(BackendProvider.class))
                .filteredOn(NioBackendProvider.class::isInstance)
                .singleElement()
                .satisfies(provider -> {
                    assertThat(provider.name()).isEqualTo("nio");
                    assertThat(provider.priority()).isEqualTo(10);
                    assertThat(provider.availability()).isEqualTo(Availability.READY);
                });
    }
}

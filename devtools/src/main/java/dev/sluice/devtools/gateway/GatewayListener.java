// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import org.jspecify.annotations.Nullable;

/// Is told of each request that the gateway answers itself, in the function's place.
@FunctionalInterface
public interface GatewayListener {

    /// @param fault what the function threw, or null where it was not asked
    void answered(int status, @Nullable Throwable fault);
}

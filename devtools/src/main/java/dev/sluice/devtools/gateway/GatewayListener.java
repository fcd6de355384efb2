// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import org.jspecify.annotations.Nullable;

/// Gets each request that the gateway answers itself, without a response of the function.
@FunctionalInterface
public interface GatewayListener {

    /// @param fault what the function threw, or null if it was not called
    void answered(int status, @Nullable Throwable fault);
}

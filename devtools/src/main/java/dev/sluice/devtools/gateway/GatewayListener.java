// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.gateway;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Gets each request that the gateway answers itself, without a response of the function.
@FunctionalInterface
public interface GatewayListener {

    /// @param took from the request's arrival
    /// @param fault what the function threw, or null if it was not called
    void answered(int status, Duration took, @Nullable Throwable fault);
}

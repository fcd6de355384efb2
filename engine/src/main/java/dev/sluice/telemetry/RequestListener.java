// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

/// Is told of each request once its reply is ready, on the request's thread, in its first span.
@FunctionalInterface
public interface RequestListener {
    void answered(RequestEvent event);
}

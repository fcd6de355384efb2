// SPDX-License-Identifier: Apache-2.0
package dev.sluice.telemetry;

import java.time.Duration;
import java.util.List;

/// One answered request, refused ones included.
///
/// @param status the HTTP status
/// @param codes the error codes of the reply, one for each error
public record RequestEvent(
        String requestId, int status, List<String> codes, Consumption consumption, Duration took) {
    public RequestEvent {
        codes = List.copyOf(codes);
    }
}

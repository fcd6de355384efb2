// SPDX-License-Identifier: Apache-2.0
package dev.sluice.test;

import dev.sluice.telemetry.Consumption;
import dev.sluice.telemetry.RequestEvent;
import dev.sluice.telemetry.RequestListener;

/// Remembers what the last request of each thread took. A listener is called on the thread of the
/// request.
final class LastRequest implements RequestListener {
    private final ThreadLocal<Consumption> last = ThreadLocal.withInitial(() -> Consumption.NONE);

    @Override
    public void answered(RequestEvent event) {
        last.set(event.consumption());
    }

    /// Returns what the last request of this thread took, and forgets it.
    Consumption take() {
        var taken = last.get();
        last.remove();
        return taken;
    }
}

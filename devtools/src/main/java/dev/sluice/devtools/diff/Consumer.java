// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.diff;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/// An operation of a client.
///
/// @param name of the operation
/// @param source where the operation was found
/// @param requests how often the log has it; null without a log
/// @param lastSeen when the log has it last, in RFC 3339; null without a log
/// @param clients the names of the clients that the log has, sorted
public record Consumer(
        String name,
        String source,
        @Nullable Long requests,
        @Nullable String lastSeen,
        List<String> clients) {
    static final Comparator<Consumer> ORDER =
            Comparator.comparing(Consumer::name).thenComparing(Consumer::source);

    public Consumer {
        clients = List.copyOf(clients);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.mutation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The text that names an item outside of the API: its type and its key, as in `Order/ann/17`.
final class ItemSubject {
    private ItemSubject() {}

    static String of(PlannedWrite write) {
        var item = MutationAnswer.key(write.place(), write.request());
        return Stream.of(write.request().write().type().name(), item.partition(), item.sort())
                .filter(Objects::nonNull)
                .map(part -> URLEncoder.encode(part.toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("/"))
                .replace("+", "%20");
    }
}

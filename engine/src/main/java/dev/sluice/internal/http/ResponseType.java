// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The media types of a response.
///
/// Source: GraphQL over HTTP, "Media Types" and "Body". The first is used if the client leaves the
/// choice open, with no `Accept` or with a wildcard.
enum ResponseType {
    JSON("application/json"),
    GRAPHQL_RESPONSE("application/graphql-response+json");

    private final String mediaType;

    ResponseType(String mediaType) {
        this.mediaType = mediaType;
    }

    String header() {
        return mediaType + "; charset=utf-8";
    }

    /// Returns the type that the client prefers: by weight, then by how specific the range is, then
    /// by its position in the header. Returns empty if the client accepts neither.
    static Optional<ResponseType> negotiate(Headers headers) {
        List<MediaType> ranges = headers.elements("accept").stream().map(MediaType::parse).toList();
        if (ranges.isEmpty()) {
            return Optional.of(JSON);
        }
        return Stream.of(values())
                .flatMap(type -> type.offer(ranges).stream())
                .filter(offer -> offer.quality > 0)
                .min(
                        Comparator.comparingDouble(Offer::quality)
                                .thenComparingInt(Offer::closeness)
                                .reversed()
                                .thenComparingInt(Offer::position))
                .map(Offer::type);
    }

    /// Returns the offer of the most specific range for this type.
    private Optional<Offer> offer(List<MediaType> ranges) {
        Offer best = null;
        for (int i = 0; i < ranges.size(); i++) {
            MediaType range = ranges.get(i);
            int closeness = closeness(range.name());
            if (closeness > 0 && range.isUtf8() && (best == null || closeness > best.closeness)) {
                best = new Offer(this, range.quality(), closeness, i);
            }
        }
        return Optional.ofNullable(best);
    }

    private int closeness(String range) {
        return range.equals(mediaType)
                ? 3
                : range.equals("application/*") ? 2 : range.equals("*/*") ? 1 : 0;
    }

    private record Offer(ResponseType type, double quality, int closeness, int position) {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.ranges;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;

/// One list with the values of its arguments.
///
/// @param chosen the partitions that the client chooses
/// @param v null only if the list needs no value; so is `w`
record Case(
        Kind.Listing listing,
        String partition,
        List<String> chosen,
        String f,
        @Nullable String v,
        @Nullable String w) {

    static Case drawn(Kind.Listing listing, List<Stored> population, Random random) {
        var there = Values.any(population, random);
        return new Case(
                listing,
                there.partition(),
                random.ints(random.nextInt(5), 0, 12).mapToObj(number -> "p" + number).toList(),
                there.n(),
                given(listing, population, random),
                given(listing, population, random));
    }

    private static @Nullable String given(
            Kind.Listing listing, List<Stored> population, Random random) {
        return listing.operator().isOptional() && random.nextInt(5) == 0
                ? null
                : value(listing.kind(), population, random);
    }

    /// Returns the value of an item half of the time, and a random value otherwise.
    private static String value(Kind kind, List<Stored> population, Random random) {
        return random.nextBoolean()
                ? Values.any(population, random).s()
                : kind.asked().from(random);
    }

    @Nullable Object argument(String name) {
        return switch (name) {
            case "p" -> partition;
            case "ps" -> chosen;
            case "f" -> f;
            case "v" -> v;
            default -> w;
        };
    }

    /// Returns the items of the list, according to the model.
    List<Stored> expected(List<Stored> all) {
        Comparator<Stored> order = Stored.order();
        return all.stream()
                .filter(item -> isRead(item.partition()))
                .filter(item -> listing.kind().at() == 0 || item.n().equals(f))
                .filter(item -> holds(item.s()))
                .sorted(listing.ascending() ? order : order.reversed())
                .toList();
    }

    private boolean isRead(String other) {
        return listing.isChosen() ? chosen.contains(other) : isFixed(other);
    }

    private boolean isFixed(String other) {
        return listing.spread()
                ? Kind.Listing.SPREAD.contains(other)
                : listing.kind().alone() || other.equals(partition);
    }

    private boolean holds(String s) {
        return switch (listing.operator()) {
            case ALL -> true;
            case EQUAL, OPTIONAL -> v == null || compare(s, v) == 0;
            case LESS -> compare(s, v) < 0;
            case LESS_OR_EQUAL -> compare(s, v) <= 0;
            case GREATER -> compare(s, v) > 0;
            case GREATER_OR_EQUAL, OPTIONAL_FROM -> v == null || compare(s, v) >= 0;
            case BETWEEN, OPTIONAL_BETWEEN ->
                    (v == null || compare(s, v) >= 0) && (w == null || compare(s, w) <= 0);
            case BEGINS_WITH -> {
                var start = Objects.requireNonNull(v);
                yield listing.kind().isLowered()
                        ? s.toLowerCase(Locale.ROOT).startsWith(start.toLowerCase(Locale.ROOT))
                        : s.startsWith(start);
            }
        };
    }

    private int compare(String s, @Nullable String against) {
        return listing.kind().order().compare(s, Objects.requireNonNull(against));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

import java.util.HashSet;
import java.util.Set;

/// The requests that one field of an operation may send, at all its places in the answer.
public sealed interface PlannedRequest {

    /// Returns the field's response path without list positions, such as `me.orders`.
    String field();

    /// Returns the latest wave in which it is sent, from 1.
    int wave();

    /// Returns the same request, sent this number of waves later.
    PlannedRequest later(int waves);

    /// Items read by key. They share BatchGetItem requests with all other items of the wave.
    ///
    /// @param earliest the first wave in which some may be sent: if a rule looks up a record for
    ///   one item and not for another, the fields below them are sent in two waves
    /// @param count the most keys
    /// @param tables the tables in one of which each key is
    /// @param kilobytes the largest size of an item
    /// @param onePartition whether all keys may be in one partition, because the key has a sort key
    record Items(
            String field,
            int wave,
            int earliest,
            long count,
            Set<String> tables,
            boolean consistent,
            int kilobytes,
            boolean onePartition)
            implements PlannedRequest {
        public Items {
            tables = Set.copyOf(tables);
        }

        /// Returns as many items, each of which is one of these or one of the others.
        public Items or(Items other) {
            var all = new HashSet<>(tables);
            all.addAll(other.tables);
            return new Items(
                    field,
                    wave,
                    earliest,
                    Math.max(count, other.count),
                    all,
                    consistent,
                    Math.max(kilobytes, other.kilobytes),
                    onePartition || other.onePartition);
        }

        @Override
        public Items later(int waves) {
            return new Items(
                    field,
                    wave + waves,
                    earliest + waves,
                    count,
                    tables,
                    consistent,
                    kilobytes,
                    onePartition);
        }
    }

    /// Pages of partitions, one Query each.
    ///
    /// @param count the most pages
    /// @param items items that DynamoDB reads for one page, before a filter
    /// @param kilobytes the largest size of an item
    record Pages(String field, int wave, long count, long items, int kilobytes, boolean consistent)
            implements PlannedRequest {
        @Override
        public Pages later(int waves) {
            return new Pages(field, wave + waves, count, items, kilobytes, consistent);
        }
    }

    /// Counts of the items of partitions, each by Query requests that follow one another.
    ///
    /// @param wave that of the last request
    /// @param count the most partitions that are counted
    /// @param requests for each of them
    /// @param items that DynamoDB reads for each of them, before a filter
    /// @param kilobytes the largest size of an item
    record Counts(
            String field,
            int wave,
            long count,
            int requests,
            long items,
            int kilobytes,
            boolean consistent)
            implements PlannedRequest {
        @Override
        public Counts later(int waves) {
            return new Counts(field, wave + waves, count, requests, items, kilobytes, consistent);
        }
    }

    /// Writes that are one request: those of a mutation, or of a caller's bucket.
    ///
    /// @param request the name of the DynamoDB operation
    /// @param units the most write request units
    record Writes(String field, int wave, String request, long units) implements PlannedRequest {
        @Override
        public Writes later(int waves) {
            return new Writes(field, wave + waves, request, units);
        }
    }

    /// Calls of a Java resolver.
    ///
    /// @param requests the most requests that all calls may send together
    record Calls(String field, int wave, String resolver, long requests) implements PlannedRequest {
        @Override
        public Calls later(int waves) {
            return new Calls(field, wave + waves, resolver, requests);
        }
    }
}

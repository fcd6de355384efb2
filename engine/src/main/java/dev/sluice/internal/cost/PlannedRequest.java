// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.cost;

/// Requests that one field of an operation may send, at all its places in the answer.
public sealed interface PlannedRequest {

    /// The field's response path without list positions, such as `me.orders`.
    String field();

    /// The step of the chain of dependent requests at which it is sent at the latest, from 1.
    int wave();

    /// Items by their keys, which share BatchGetItem requests with all others of the wave.
    ///
    /// @param earliest the step at which some may be sent already: where a rule looks up a record
    ///   for one item and not for another, what is below them is sent at two steps
    /// @param count keys at the most
    /// @param kilobytes the largest size of an item
    /// @param onePartition whether all keys may lie in one partition, because the key has a sort
    ///   key
    record Items(
            String field,
            int wave,
            int earliest,
            long count,
            String table,
            boolean consistent,
            int kilobytes,
            boolean onePartition)
            implements PlannedRequest {}

    /// Pages of partitions, one Query each.
    ///
    /// @param count pages at the most
    /// @param items items that DynamoDB reads for one page, before a filter
    /// @param kilobytes the largest size of an item
    record Pages(String field, int wave, long count, long items, int kilobytes, boolean consistent)
            implements PlannedRequest {}

    /// The writes of a mutation, which are one request.
    ///
    /// @param request DynamoDB's name of it
    /// @param units write request units at the most
    record Writes(String field, int wave, String request, long units) implements PlannedRequest {}

    /// Calls of a Java resolver.
    ///
    /// @param requests that they may send all together
    record Calls(String field, int wave, String resolver, long requests)
            implements PlannedRequest {}
}

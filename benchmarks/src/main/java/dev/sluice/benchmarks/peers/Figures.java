// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.peers;

/// What one instance took. Times are in milliseconds.
///
/// @param start from the start of the process, or from its restore, to the first reply
/// @param mean of a warm request
/// @param cpu of the process, for a warm request
/// @param resident megabytes of the process
/// @param throughput warm requests in a second
/// @param requests to DynamoDB, for a request
/// @param units read units, for a request
/// @param logBytes for a request
record Figures(
        double start,
        double mean,
        double p50,
        double p90,
        double p99,
        double cpu,
        double resident,
        double throughput,
        double requests,
        double units,
        double logBytes) {}

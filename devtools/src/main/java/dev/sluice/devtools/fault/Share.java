// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

/// How many of the requests in its scope a fault meets.
public sealed interface Share {

    record All() implements Share {}

    /// @param percent of the requests, chosen at random
    record Percent(double percent) implements Share {}

    /// @param n every nth request, beginning with the nth
    record Every(long n) implements Share {}

    /// @param n the first requests
    record First(long n) implements Share {}
}

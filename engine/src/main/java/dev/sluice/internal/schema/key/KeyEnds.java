// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

/// How many of the key templates that a range is over end with its last segment. The types of a
/// union can have keys of different lengths, so that a key of one is a prefix of another's.
public enum KeyEnds {
    ALL,
    SOME,
    NONE
}

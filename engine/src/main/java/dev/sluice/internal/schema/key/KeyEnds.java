// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

/// How many of the key templates in a range end with the range's last segment. The types of a union
/// can have keys of different lengths, so one type's key can be a prefix of another's.
public enum KeyEnds {
    ALL,
    SOME,
    NONE
}

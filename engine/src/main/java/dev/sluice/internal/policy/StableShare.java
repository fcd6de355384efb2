// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

/// Decides who belongs to a share by a hash, so that all instances decide alike, and whoever
/// belongs to a share also belongs to each larger one.
public final class StableShare {
    private static final int DIGITS = 8;
    private static final int HEXADECIMAL = 16;
    private static final double WHOLE = 1L << 32;
    private static final double PERCENT = 100;

    private StableShare() {}

    /// @param of what is shared; the shares of different things do not depend on each other
    /// @param key identifies who may belong to the share
    /// @param percent 0 to 100
    public static boolean includes(String of, String key, double percent) {
        var hash = Sha256.hex(of + "\n" + key).substring(0, DIGITS);
        return Long.parseLong(hash, HEXADECIMAL) / WHOLE < percent / PERCENT;
    }
}

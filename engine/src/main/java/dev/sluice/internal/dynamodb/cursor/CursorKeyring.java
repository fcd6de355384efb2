// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.cursor;

import dev.sluice.internal.policy.Deadline;

/// Provides the keys that seal cursors. Safe for use by many threads.
public interface CursorKeyring {

    /// Returns the keys that are known now.
    CursorKeys keys();

    /// Loads newer keys and returns the keys that are known then, which may be the same. Never
    /// throws.
    ///
    /// @param deadline of the request that brought a cursor with an unknown key
    CursorKeys newer(Deadline deadline);

    /// Loads newer keys, even if another thread did so a moment ago. Never throws.
    void renew();

    /// Returns a keyring with keys that never change.
    static CursorKeyring of(CursorKeys keys) {
        return new CursorKeyring() {
            @Override
            public CursorKeys keys() {
                return keys;
            }

            @Override
            public CursorKeys newer(Deadline deadline) {
                return keys;
            }

            @Override
            public void renew() {}
        };
    }
}

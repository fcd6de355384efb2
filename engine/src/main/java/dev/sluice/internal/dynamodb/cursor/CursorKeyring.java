// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.cursor;

import dev.sluice.internal.policy.Deadline;

/// Where the keys of cursors are kept. Used by many threads.
public interface CursorKeyring {

    /// Those that are known now.
    CursorKeys keys();

    /// Those that are known once newer ones were asked for, which may be the same. Never throws.
    ///
    /// @param deadline of the request that brought a cursor of an unknown key
    CursorKeys newer(Deadline deadline);

    /// Asks for newer keys, whoever asked before. Never throws.
    void renew();

    /// Keys that never change.
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

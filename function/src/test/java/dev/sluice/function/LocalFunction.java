// SPDX-License-Identifier: Apache-2.0
package dev.sluice.function;

import java.util.Map;

/// The function without a secret of cursors in AWS, for tests in other packages.
public final class LocalFunction {
    private LocalFunction() {}

    public static GraphQLFunction create() {
        return new GraphQLFunction(Map.of("SLUICE_CURSOR_KEYS", "k1:AAAAAAAAAAAAAAAAAAAAAA=="));
    }
}

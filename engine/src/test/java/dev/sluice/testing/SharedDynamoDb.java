// SPDX-License-Identifier: Apache-2.0
package dev.sluice.testing;

import dev.sluice.embedded.EmbeddedDynamoDb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/// The embedded DynamoDB that all tests of a JVM share; each keeps to tables of its own. It ends
/// with the JVM.
public final class SharedDynamoDb {
    private SharedDynamoDb() {}

    private static final class Holder {
        static final EmbeddedDynamoDb SERVER = start();

        private static EmbeddedDynamoDb start() {
            try {
                return EmbeddedDynamoDb.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static URI endpoint() {
        return Holder.SERVER.endpoint();
    }
}

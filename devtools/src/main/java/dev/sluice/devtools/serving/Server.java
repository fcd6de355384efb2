// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.serving;

/// Answers requests until it is closed.
public interface Server extends AutoCloseable {
    int port();

    @Override
    void close();
}

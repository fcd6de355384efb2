// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.emulator;

/// This machine cannot install LocalStack. The message says why.
public final class NotInstalledException extends Exception {
    private static final long serialVersionUID = 1;

    NotInstalledException(String message) {
        super(message);
    }
}

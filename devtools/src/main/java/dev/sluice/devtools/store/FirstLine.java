// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

/// Returns the message of an exception on one line.
public final class FirstLine {
    private FirstLine() {}

    public static String of(Throwable fault) {
        var message = String.valueOf(fault.getMessage());
        return message.lines().findFirst().orElse("").replaceFirst(" \\(SDK Attempt.*", "");
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.compile.binding;

/// The reason why a value cannot be used.
final class UnusableValueException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String fix;

    UnusableValueException(String fault, String fix) {
        super(fault);
        this.fix = fix;
    }

    String fix() {
        return fix;
    }

    String fault() {
        return String.valueOf(getMessage());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.schema.key;

import java.io.Serial;

/// Reports a text that is not a key template. The message is the fault, without a final full stop.
public final class KeyTemplateException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    KeyTemplateException(String fault) {
        super(fault);
    }
}

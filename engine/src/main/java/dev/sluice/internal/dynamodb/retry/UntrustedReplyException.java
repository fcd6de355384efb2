// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb.retry;

import java.io.Serial;

/// A reply with status 200 that DynamoDB cannot have sent: it is empty, or has an item without the
/// requested key. It says nothing about the items, nor whether a write was applied.
public final class UntrustedReplyException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;
}

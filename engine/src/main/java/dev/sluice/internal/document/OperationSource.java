// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.document;

/// Where the operations come from that an API trusts.
public sealed interface OperationSource permits OperationFile, ClientManifest {

    /// For messages.
    String name();
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.policy;

/// Which requests are accepted. Stays the same during a request.
///
/// @param introspection whether clients may read the schema
public record RequestPolicy(
        UntrustedDocuments untrusted, boolean introspection, RequestLimits limits) {

    /// Returns the policy of a deployment without settings: every document runs, and no client may
    /// read the schema.
    public static RequestPolicy standard() {
        return new RequestPolicy(UntrustedDocuments.RUN, false, RequestLimits.standard());
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.operation.Admission;
import dev.sluice.internal.operation.Documents;
import dev.sluice.internal.policy.RequestPolicy;

/// What one policy accepts: which documents are valid, and which of their operations run.
record SchemaView(RequestPolicy policy, Documents documents, Admission admission) {}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import dev.sluice.internal.operation.Admission;
import dev.sluice.internal.operation.Documents;
import dev.sluice.internal.policy.RequestPolicy;

import graphql.GraphQL;

/// What some callers can ask under one policy.
///
/// @param documents those that are valid for these callers
/// @param admission decides which of their operations run
/// @param graphQl runs them
record SchemaView(
        RequestPolicy policy, Documents documents, Admission admission, GraphQL graphQl) {}

// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import graphql.schema.DataFetchingEnvironment;

/// One field of one parent, about to be read.
record FieldRead(
        RequestScope scope,
        Operation.Call call,
        ValueReader values,
        DataFetchingEnvironment environment) {}

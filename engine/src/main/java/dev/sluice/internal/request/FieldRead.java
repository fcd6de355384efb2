// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.request;

import dev.sluice.internal.operation.Operation;
import dev.sluice.internal.value.ValueReader;

import graphql.schema.DataFetchingEnvironment;

/// One field of one parent, about to be read.
public record FieldRead(
        RequestScope scope,
        Operation.Call call,
        ValueReader values,
        DataFetchingEnvironment environment) {}

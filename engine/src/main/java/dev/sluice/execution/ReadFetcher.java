// SPDX-License-Identifier: Apache-2.0
package dev.sluice.execution;

import dev.sluice.execution.dynamodb.StoredObject;
import dev.sluice.schema.Field;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

/// Answers a field that reads DynamoDB: passes the gate, then hands over what the read needs.
final class ReadFetcher implements DataFetcher<@Nullable Object> {
    private final Field field;
    private final Read read;

    ReadFetcher(Field field, Read read) {
        this.field = field;
        this.read = read;
    }

    /// One kind of read.
    interface Read {
        /// @return the answer or a future of it, completed by the request's own thread
        @Nullable Object start(RequestScope scope, Operation.Call call, ValueReader values);
    }

    @Override
    public @Nullable Object get(DataFetchingEnvironment environment) {
        var scope = RequestScope.of(environment);
        var parent = environment.getSource() instanceof StoredObject object ? object : null;
        FieldGate.pass(field, scope.caller(), parent);
        var call = scope.operation().call(environment);
        var values = new ValueReader(scope.caller(), call.arguments(), parent, null);
        return read.start(scope, call, values);
    }
}
